import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lifetime, Session } from "../src/session.ts";

const token = (name: string, seconds: number): string =>
  `${name}.${btoa(JSON.stringify({ iat: 1_000_000, exp: 1_000_000 + seconds }))}.signature`;
const answers = (...tokens: string[]) =>
  vi.fn(async () => Response.json({ access_token: tokens.shift() ?? "none left" }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("reads how long a token lives", () => {
  expect(lifetime(token("a", 900))).toBe(900_000);
  expect(lifetime("no token")).toBe(600_000);
});

it("asks the cookie once, however many call", async () => {
  const fetch = answers(token("a", 600));
  vi.stubGlobal("fetch", fetch);
  const session = new Session();
  await Promise.all([session.renew(undefined), session.renew(undefined), session.restore()]);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(session.state()).toBe("signed-in");
});

it("says that its own page asks", async () => {
  const fetch = answers(token("a", 600));
  vi.stubGlobal("fetch", fetch);
  await new Session().restore();
  expect(fetch).toHaveBeenCalledWith(
    "/api/v1/auth/refresh",
    expect.objectContaining({ method: "POST", headers: { "X-Kiosk": "1" } }),
  );
});

it("renews before a token runs out, by itself", async () => {
  const fetch = answers(token("a", 600), token("b", 600));
  vi.stubGlobal("fetch", fetch);
  const session = new Session();
  await session.restore();
  await vi.advanceTimersByTimeAsync(539_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(await session.token()).toBe(token("b", 600));
});

it("renews again for a token that another call has already replaced only once", async () => {
  const fetch = answers(token("a", 600), token("b", 600));
  vi.stubGlobal("fetch", fetch);
  const session = new Session();
  await session.restore();
  await session.renew(token("a", 600));
  await session.renew(token("a", 600));
  expect(fetch).toHaveBeenCalledTimes(2);
});

it("is signed out when the cookie is no longer good", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ code: "identity.signed-out" }, { status: 401 }));
  const session = new Session();
  expect(await session.restore()).toBe("signed-out");
  expect(await session.token()).toBeUndefined();
});

it("keeps what it knows when the server can't be reached", async () => {
  vi.stubGlobal("fetch", answers(token("a", 600)));
  const session = new Session();
  await session.restore();
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await expect(session.renew(token("a", 600))).rejects.toMatchObject({ name: "Offline" });
  expect(session.state()).toBe("signed-in");
});

it("tells when somebody else has signed in", () => {
  const session = new Session();
  const heard = vi.fn();
  session.subscribe(heard);
  const of = (sub: string): string => `a.${btoa(JSON.stringify({ sub, iat: 0, exp: 600 }))}.x`;
  session.adopt(of("7"));
  session.adopt(of("7"));
  expect([session.subject(), heard.mock.calls.length]).toEqual(["7", 1]);
  session.adopt(of("8"));
  expect([session.subject(), heard.mock.calls.length]).toEqual(["8", 2]);
});
