import { afterEach, expect, it, vi } from "vitest";
import { earlyOr } from "../src/early.ts";

const ADDRESS = "/api/v1/auth/me";
const early = (answer: Promise<Response>): void => void window.kioskEarly?.set(ADDRESS, answer);
const words = async (ask: () => Promise<Response>): Promise<string> => (await earlyOr(ADDRESS, ask)).text();
const ask = (): Promise<Response> => Promise.resolve(new Response("asked"));

afterEach(() => {
  window.kioskEarly?.clear();
  vi.restoreAllMocks();
});

it("gives the answer that is on its way, once", async () => {
  early(Promise.resolve(new Response("early")));
  expect([await words(ask), await words(ask)]).toEqual(["early", "asked"]);
});

it("asks again where the early question failed", async () => {
  early(Promise.reject(new Error("Nobody is signed in")));
  expect(await words(ask)).toBe("asked");
});

it("takes nothing that is old", async () => {
  early(Promise.resolve(new Response("early")));
  vi.spyOn(performance, "now").mockReturnValue(15_001);
  expect(await words(ask)).toBe("asked");
});
