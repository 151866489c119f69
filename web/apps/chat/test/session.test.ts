import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStream } from "../src/api/stream.ts";
import { createSession } from "../src/state/session.ts";
import { FakeEventSource, type FakeServer, fakeServer, message, page } from "./fake.ts";

const surroundings = { onReset: vi.fn(), openUrl: vi.fn() };
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(1).then(() => undefined);

let server: FakeServer;

function begin() {
  const session = createSession(server.api, 503, surroundings);
  session.begin();
  FakeEventSource.last.onopen?.();
  return session;
}

const texts = (session: ReturnType<typeof begin>): (string | undefined)[] =>
  (session.store.get().open[503]?.items ?? []).map((item) => item.message.text);

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.all = [];
  vi.stubGlobal("EventSource", FakeEventSource);
  server = fakeServer();
  server.answers["/people/503/chats"] = () => ({ chats: [] });
  server.answers["/people/503/chats/503"] = () => page([message(1, "hello")]);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a session", () => {
  it("does not lose a message that comes while an older page is on its way", async () => {
    let arrive = (): void => undefined;
    server.answers["/people/503/chats/503"] = () =>
      new Promise((resolve) => {
        arrive = () => resolve(page([message(1, "hello")]));
      });
    const session = begin();
    const opening = session.openChat(503);
    await settle();
    FakeEventSource.last.say({ type: "message", chat: 503, message: message(2, "fresh") });
    arrive();
    await opening;
    expect(texts(session)).toEqual(["hello", "fresh"]);
  });

  it("lets an outdated page change nothing when a newer reading is under way", async () => {
    const arrivals: (() => void)[] = [];
    const pages = [page([message(1, "old")]), page([message(1, "old"), message(2, "new")])];
    let turn = 0;
    server.answers["/people/503/chats/503"] = () => {
      const mine = pages[turn++];
      return new Promise((resolve) => arrivals.push(() => resolve(mine)));
    };
    const session = begin();
    const first = session.openChat(503);
    const second = session.openChat(503);
    await settle();
    arrivals[1]?.();
    await second;
    arrivals[0]?.();
    await first;
    expect(texts(session)).toEqual(["old", "new"]);
  });

  it("shows own words at once and marks them when they could not be sent", async () => {
    const session = begin();
    await session.openChat(503);
    const sending = session.sendText(503, "hi");
    expect(session.store.get().open[503]?.items.at(-1)?.status).toBe("sending");
    await sending;
    expect(session.store.get().open[503]?.items.at(-1)?.status).toBe("failed");
    expect(session.store.get().notices[0]?.code).toBe("refused");
  });

  it.each(["the reply first", "the answer first"])("ends a button's waiting: %s", async (order) => {
    const session = begin();
    let reply = (): void => undefined;
    server.answers["/press"] = () =>
      new Promise((resolve) => {
        reply = () => resolve({ callback_query_id: "q" });
      });
    const pressing = session.press(503, 1, "buy");
    await settle();
    expect(session.store.get().waiting).toEqual(["503:1:buy"]);
    const answer = { type: "callback_answer", callback_query_id: "q", text: "Added" } as const;
    if (order === "the answer first") FakeEventSource.last.say(answer);
    reply();
    await pressing;
    if (order === "the reply first") FakeEventSource.last.say(answer);
    expect(session.store.get().waiting).toEqual([]);
    expect(session.store.get().notices[0]?.text).toBe("Added");
  });

  it("presses a waiting button once, and gives up its spinner after a while", async () => {
    const session = begin();
    server.answers["/press"] = () => ({ callback_query_id: "q" });
    await Promise.all([session.press(503, 1, "buy"), session.press(503, 1, "buy")]);
    expect(server.asked.filter((each) => each.path === "/press")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(15_001);
    expect(session.store.get().waiting).toEqual([]);
  });

  it("shows an alert as one and a toast for a moment", async () => {
    const session = begin();
    FakeEventSource.last.say({
      type: "callback_answer",
      callback_query_id: "a",
      text: "Read me",
      show_alert: true,
    });
    FakeEventSource.last.say({ type: "callback_answer", callback_query_id: "b", text: "Done" });
    expect([session.store.get().alert, session.store.get().notices.length]).toEqual(["Read me", 1]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect([session.store.get().alert, session.store.get().notices.length]).toEqual(["Read me", 0]);
  });

  it("reads everything again when the stream comes back", async () => {
    const session = begin();
    await session.openChat(503);
    FakeEventSource.last.onerror?.();
    expect(session.store.get().link).toBe("lost");
    server.answers["/people/503/chats/503"] = () => page([message(1, "hello"), message(2, "missed")]);
    await vi.advanceTimersByTimeAsync(500);
    FakeEventSource.last.onopen?.();
    await settle();
    expect(session.store.get().link).toBe("live");
    expect(texts(session)).toEqual(["hello", "missed"]);
  });

  it("hears of a reset", () => {
    begin();
    FakeEventSource.last.say({ type: "reset" });
    expect(surroundings.onReset).toHaveBeenCalledOnce();
  });
});

describe("a stream", () => {
  it("tries again with growing pauses, and stops for good when closed", async () => {
    const handlers = { onOpen: vi.fn(), onEvent: vi.fn(), onLost: vi.fn() };
    const make = (url: string) => new FakeEventSource(url) as unknown as EventSource;
    const stream = openStream(() => "/events", handlers, make);
    const pauses = [400, 800, 1_600];
    for (const [tries, pause] of pauses.entries()) {
      FakeEventSource.last.onerror?.();
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(FakeEventSource.all).toHaveLength(tries + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeEventSource.all).toHaveLength(tries + 2);
    }
    FakeEventSource.last.onerror?.();
    stream.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.all).toHaveLength(4);
  });
});
