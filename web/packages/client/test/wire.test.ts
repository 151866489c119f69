import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { connection } from "../src/connection.ts";
import { session } from "../src/session.ts";
import { onStepUp, send, speak } from "../src/wire.ts";

type Answer = (request: Request) => Response | Promise<Response>;
let seen: Request[];

function serve(...turns: Answer[]): void {
  seen = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const request = input instanceof Request ? input : new Request(new URL(input, "http://shop.test"));
    seen.push(request);
    const turn = turns.length > 1 ? turns.shift() : turns[0];
    if (!turn) throw new Error("Nobody answers");
    return turn(request);
  });
}

const refuse =
  (status: number, code: string): Answer =>
  () =>
    Response.json({ code, detail: code }, { status });
const ok: Answer = () => Response.json({ done: true });
const call = (): Promise<Response> =>
  send(new Request("http://shop.test/api/v1/admin/orders/", { method: "POST", body: '{"a":1}' }));

beforeEach(() => {
  session.adopt("old.e30.x");
});
afterEach(() => {
  session.ended();
  connection.report(true);
  vi.unstubAllGlobals();
});

it("sends who asks and in which language", async () => {
  speak("kk");
  serve(ok);
  await call();
  expect(seen[0]?.headers.get("authorization")).toBe("Bearer old.e30.x");
  expect(seen[0]?.headers.get("accept-language")).toBe("kk");
});

it("renews a spent token and repeats the call with its body", async () => {
  serve(refuse(401, "identity.unauthenticated"), () => Response.json({ access_token: "new.e30.x" }), ok);
  expect((await call()).ok).toBe(true);
  expect(seen.map((request) => request.headers.get("authorization"))).toEqual([
    "Bearer old.e30.x",
    null,
    "Bearer new.e30.x",
  ]);
  expect(await seen[2]?.text()).toBe('{"a":1}');
});

it("asks for a second factor and repeats the call, once for several calls", async () => {
  const ask = vi.fn(async () => true);
  onStepUp(ask);
  serve(refuse(403, "identity.step-up-required"), refuse(403, "identity.step-up-required"), ok);
  const both = await Promise.all([call(), call()]);
  expect(both.every((answer) => answer.ok)).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
});

it("gives up when the person doesn't confirm", async () => {
  onStepUp(async () => false);
  serve(refuse(403, "identity.step-up-required"));
  await expect(call()).rejects.toMatchObject({ code: "identity.step-up-required" });
});

it("doesn't take a wrong password for a spent token", async () => {
  serve(refuse(401, "identity.wrong-credentials"));
  await expect(call()).rejects.toMatchObject({ status: 401, code: "identity.wrong-credentials" });
  expect(seen.length).toBe(1);
});

it("reads a refusal that a proxy wrote", async () => {
  serve(() => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Retry-After": "7" } }));
  await expect(call()).rejects.toMatchObject({ status: 502, retryAfter: 7 });
});

it("notices that the server can't be reached, and that it can again", async () => {
  serve(() => {
    throw new TypeError("Failed to fetch");
  }, ok);
  await expect(call()).rejects.toMatchObject({ name: "Offline" });
  expect(connection.isReachable()).toBe(false);
  await call();
  expect(connection.isReachable()).toBe(true);
});
