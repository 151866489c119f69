import type { LiveEvent } from "@kiosk/client";
import { afterEach, expect, it, vi } from "vitest";
import { SharedStream } from "../src/lib/sharedStream.ts";

/** The browser's locks, as far as tabs in line need them: one holder, the others wait in their order. */
class Locks {
  #line: Promise<unknown> = Promise.resolve();

  readonly request = (async (_name: string, { signal }: LockOptions, act: () => Promise<unknown>) => {
    const before = this.#line;
    const turn = (async () => {
      await before;
      signal?.throwIfAborted();
      await act();
    })();
    this.#line = turn.catch(() => undefined);
    return turn;
  }) as unknown as LockManager["request"];
}

const opened: Array<{ say: (event: LiveEvent) => void; signal: AbortSignal }> = [];
const channels: BroadcastChannel[] = [];
const event = (name: string): LiveEvent => ({ name, data: "{}", id: "" });

/** A stream that the test speaks through; it ends when its tab stops listening. */
function listen(_path: string, signal: AbortSignal, say: (event: LiveEvent) => void): Promise<void> {
  opened.push({ say, signal });
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}

function tab(locks: Locks | undefined): SharedStream {
  const channel = new BroadcastChannel("tabs");
  channels.push(channel);
  return new SharedStream("/events", { locks, channel, listen });
}

afterEach(() => {
  for (const each of channels.splice(0)) each.close();
  opened.length = 0;
});

it("holds one stream for two tabs, and both hear it", async () => {
  const locks = new Locks();
  const [first, second] = [vi.fn(), vi.fn()];
  const stops = [tab(locks).subscribe(first), tab(locks).subscribe(second)];
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.say(event("order-placed"));
  await vi.waitFor(() => expect(second).toHaveBeenCalledWith(event("order-placed")));
  expect(first).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
});

it("hands the stream to the next tab when the first one closes, and says that it is ready", async () => {
  const locks = new Locks();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  const close = tab(locks).subscribe(first);
  const stops = [tab(locks).subscribe(second), tab(locks).subscribe(third)];
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  close();
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  expect(opened[0]?.signal.aborted).toBe(true);
  opened[1]?.say(event("ready"));
  await vi.waitFor(() => expect(third).toHaveBeenCalledWith(event("ready")));
  expect(second).toHaveBeenCalledTimes(1);
  expect(first).not.toHaveBeenCalled();
  for (const stop of stops) stop();
});

it("keeps its stream while anybody in the tab listens, and opens one again later", async () => {
  const stream = tab(new Locks());
  const [one, other] = [vi.fn(), vi.fn()];
  const stops = [stream.subscribe(one), stream.subscribe(other)];
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  stops[0]?.();
  expect(opened[0]?.signal.aborted).toBe(false);
  stops[1]?.();
  expect(opened[0]?.signal.aborted).toBe(true);
  const stop = stream.subscribe(one);
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  stop();
});

it("leaves the line of tabs that wait when nobody listens any more", async () => {
  const locks = new Locks();
  const close = tab(locks).subscribe(vi.fn());
  tab(locks).subscribe(vi.fn())();
  const last = vi.fn();
  const stop = tab(locks).subscribe(last);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  close();
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  opened[1]?.say(event("ready"));
  expect(last).toHaveBeenCalledTimes(1);
  stop();
});

it("holds a stream for itself where the browser has no locks", () => {
  const hear = vi.fn();
  const stop = tab(undefined).subscribe(hear);
  opened[0]?.say(event("order-moved"));
  expect(hear).toHaveBeenCalledTimes(1);
  stop();
});
