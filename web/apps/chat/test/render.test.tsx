import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Message } from "../src/api/telegram.ts";
import { App } from "../src/app/App.tsx";
import { BOT, FakeEventSource, type FakeServer, fakeServer, message, page } from "./fake.ts";

let server: FakeServer;
let root: Root;

const find = (testId: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`),
];
const only = (testId: string): HTMLElement => {
  const [first, ...rest] = find(testId);
  if (!first || rest.length > 0) throw new Error(`${rest.length + (first ? 1 : 0)} of ${testId}`);
  return first;
};
const click = (element: HTMLElement | undefined): Promise<void> => act(async () => element?.click());

async function show(messages: Message[], more: Parameters<typeof page>[1] = {}): Promise<void> {
  server.answers["/people/503/chats/503"] = () => page(messages, more);
  await act(async () => root.render(<App api={server.api} />));
  await act(async () => FakeEventSource.last.onopen?.());
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("EventSource", FakeEventSource);
  FakeEventSource.all = [];
  window.history.replaceState(null, "", "/chat/?person=503&pair=off&chat=503");
  server = fakeServer();
  server.answers["/world"] = () => ({
    bots: [{ ...BOT, commands: [], description: "A shop", can_be_inline: true }],
    people: [{ id: 503, first_name: "Ivan", language_code: "en" }],
    groups: [],
  });
  server.answers["/people/503/chats"] = () => ({
    chats: [
      {
        id: 503,
        type: "private",
        title: "Kiosk",
        unread: 2,
        last_message: null,
        blocked: false,
        started: true,
      },
    ],
  });
  server.answers["/read"] = () => ({});
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById("root") as HTMLElement);
});

afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

it("shows a message with its formatting, and marks the chat as read", async () => {
  await show([message(7, "bold <b>& safe</b>", { entities: [{ type: "bold", offset: 0, length: 4 }] })]);
  const bubble = only("message");
  expect(bubble.dataset.messageId).toBe("7");
  expect(bubble.querySelector("strong")?.textContent).toBe("bold");
  expect(bubble.querySelector(".words")?.textContent).toContain("bold <b>& safe</b>");
  expect(server.asked.some((each) => each.path === "/read")).toBe(true);
});

it("presses an inline button, shows that it waits, and then the toast", async () => {
  server.answers["/press"] = () => ({ callback_query_id: "q" });
  await show([
    message(7, "x", { reply_markup: { inline_keyboard: [[{ text: "Buy", callback_data: "b:1" }]] } }),
  ]);
  const button = only("inline-button");
  await click(button);
  expect(server.asked.at(-1)).toEqual({
    path: "/press",
    body: { person: 503, chat: 503, message: 7, data: "b:1" },
  });
  expect(button.getAttribute("aria-busy")).toBe("true");
  await act(async () =>
    FakeEventSource.last.say({ type: "callback_answer", callback_query_id: "q", text: "Added" }),
  );
  expect(button.getAttribute("aria-busy")).toBe("false");
  expect(only("toast").textContent).toBe("Added");
});

it("begins the bot with one button instead of a field", async () => {
  server.answers["/start"] = () => ({ message: message(1, "/start") });
  await show([], { started: false });
  expect(find("composer")).toEqual([]);
  await click(only("start"));
  expect(server.asked).toContainEqual({ path: "/start", body: { person: 503 } });
});

it("asks before it shares the phone number", async () => {
  server.answers["/contact"] = () => ({ message: message(8, "") });
  await show([message(7, "x")], {
    reply_keyboard: { keyboard: [[{ text: "My number", request_contact: true }]], one_time_keyboard: true },
  });
  await click(only("reply-button"));
  expect(server.asked.some((each) => each.path === "/contact")).toBe(false);
  await click(only("share-confirm"));
  expect(server.asked.at(-1)).toEqual({ path: "/contact", body: { person: 503, chat: 503 } });
  expect(find("reply-button")).toEqual([]);
});

it("follows a deep link in the page and never one with a script", async () => {
  server.answers["/start"] = () => ({ message: message(1, "/start p_42") });
  await show([
    message(7, "x", {
      reply_markup: {
        inline_keyboard: [
          [{ text: "Open", url: "https://t.me/kiosk_demo_bot?start=p_42" }],
          [{ text: "Bad", url: "javascript:alert(1)" }],
        ],
      },
    }),
  ]);
  const [good, bad] = find("inline-button");
  await click(good);
  expect(server.asked).toContainEqual({ path: "/start", body: { person: 503, payload: "p_42" } });
  await click(bad);
  expect(find("link-open")).toEqual([]);
  expect(find("toast").at(-1)?.textContent).toBe("This button doesn't work here");
});

it("shows an album as one message and a photo in a frame of its own ratio", async () => {
  const photo = [{ file_id: "f", width: 800, height: 400 }];
  const album = (id: number) => message(id, "", { photo, media_group_id: "a" });
  await show([{ ...message(1, ""), photo }, album(2), album(3)]);
  expect(find("message")).toHaveLength(2);
  const frame = find("message")[0]?.querySelector<HTMLElement>(".picture");
  expect(frame?.style.aspectRatio).toMatch(/^2( \/ 1)?$/);
  expect(find("message")[1]?.querySelectorAll("img")).toHaveLength(2);
});
