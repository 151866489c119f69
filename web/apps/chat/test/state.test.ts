import { describe, expect, it } from "vitest";
import type { ChatPage } from "../src/api/contract.ts";
import type { Message } from "../src/api/telegram.ts";
import { dropLeaving, mergePage, openFromPage, putMessage, settle } from "../src/state/items.ts";
import { EMPTY_PERSON, type Item, type PersonState } from "../src/state/model.ts";
import { applyEvent } from "../src/state/reduce.ts";

const message = (id: number, text = `t${id}`, from = 9): Message => ({
  message_id: id,
  date: id,
  chat: { id: 503, type: "private" },
  from: { id: from, first_name: "x", is_bot: from === 9 },
  text,
});
const real = (id: number, key = `m${id}`): Item => ({ key, message: message(id) });
const sending = (key: string, text: string): Item => ({
  key,
  message: message(-1, text, 503),
  status: "sending",
});
const ids = (items: readonly Item[]): number[] => items.map((item) => item.message.message_id);
const page = (messages: Message[], more: Partial<ChatPage> = {}): ChatPage => ({
  chat: { id: 503, type: "private" },
  messages,
  reply_keyboard: null,
  commands: [],
  menu_button: null,
  started: true,
  blocked: false,
  ...more,
});

describe("messages", () => {
  it("stand in the order of their ids, the unsent ones last", () => {
    expect(ids(putMessage([real(1), real(5), sending("a", "x")], message(3)))).toEqual([1, 3, 5, -1]);
  });

  it("come once, however often the stream says them", () => {
    const once = putMessage([real(1)], message(2));
    expect(ids(putMessage(once, message(2)))).toEqual([1, 2]);
  });

  it("take the place and key of the optimistic one, whoever is first: the answer or the stream", () => {
    const own = message(2, "hi", 503);
    const byStream = settle(putMessage([sending("a", "hi")], own), "a", own);
    const byAnswer = putMessage(settle([sending("a", "hi")], "a", own), own);
    for (const items of [byStream, byAnswer]) {
      expect(items).toEqual([{ key: "a", message: own }]);
    }
  });

  it("of two equal unsent texts only one is settled at a time", () => {
    const items = putMessage([sending("a", "hi"), sending("b", "hi")], message(2, "hi", 503));
    expect(items.map((item) => [item.key, item.status])).toEqual([
      ["a", undefined],
      ["b", "sending"],
    ]);
  });

  it("keep keys, older pages and unsent words when the newest page is read again", () => {
    const shown = [real(1), real(2, "a"), sending("b", "x")];
    expect(mergePage(shown, [message(2), message(3)], false).map((item) => item.key)).toEqual([
      "m1",
      "a",
      "m3",
      "b",
    ]);
  });

  it("that were under way are settled by a page that already has them", () => {
    const items = mergePage([real(1), sending("a", "hi")], [message(1), message(2, "hi", 503)], true);
    expect(items.map((item) => [item.key, item.status])).toEqual([
      ["m1", undefined],
      ["a", undefined],
    ]);
  });

  it("of another world disappear when the page is the whole history", () => {
    expect(ids(mergePage([real(7), real(8)], [message(1)], true))).toEqual([1]);
    expect(ids(mergePage([real(7), real(8)], [message(90)], false))).toEqual([90]);
  });
});

describe("openFromPage", () => {
  it("keeps the draft and what the person hid", () => {
    const keyboard = { keyboard: [[{ text: "a" }]] };
    const first = openFromPage(undefined, page([message(1)], { reply_keyboard: keyboard }), 40);
    expect(first.keyboardShown).toBe(true);
    const again = openFromPage(
      { ...first, draft: "hel", keyboardShown: false },
      page([message(1)], { reply_keyboard: keyboard }),
      40,
    );
    expect([again.draft, again.keyboardShown]).toEqual(["hel", false]);
  });

  it("asks for the answer that the bot wished, unless it was given", () => {
    const wish = { force_reply: true, input_field_placeholder: "Street" } as const;
    const asked = openFromPage(undefined, page([message(1)], { reply_keyboard: wish }), 40);
    expect([asked.replyTo?.message_id, asked.replyPlaceholder, asked.replyKeyboard]).toEqual([
      1,
      "Street",
      null,
    ]);
    const given = page([message(1), message(2, "x", 503)], { reply_keyboard: wish });
    expect(openFromPage(undefined, given, 40).replyTo).toBeNull();
  });
});

describe("applyEvent", () => {
  const state: PersonState = {
    ...EMPTY_PERSON,
    chats: [
      {
        id: -1,
        type: "supergroup",
        title: "Orders",
        unread: 0,
        last_message: message(9),
        blocked: false,
        started: true,
      },
      {
        id: 503,
        type: "private",
        title: "Kiosk",
        unread: 0,
        last_message: message(2),
        blocked: false,
        started: true,
      },
    ],
    open: { 503: openFromPage(undefined, page([message(1), message(2)]), 40) },
  };
  const items = (after: PersonState) => after.open[503]?.items ?? [];

  it("lifts a chat with a new message to the top of the list", () => {
    const after = applyEvent(state, { type: "message", chat: 503, message: message(10) });
    expect(after.chats?.map((chat) => chat.id)).toEqual([503, -1]);
    expect(ids(items(after))).toEqual([1, 2, 10]);
    expect(state.chats?.map((chat) => chat.id)).toEqual([-1, 503]);
  });

  it("edits in place and keeps the key", () => {
    const after = applyEvent(state, { type: "edited", chat: 503, message: message(1, "new") });
    expect(items(after)[0]).toEqual({ key: "m1", message: message(1, "new") });
    expect(applyEvent(state, { type: "edited", chat: 503, message: message(77) }).open).toBe(state.open);
  });

  it("lets deleted messages fade before they go, and the list forgets them at once", () => {
    const after = applyEvent(state, { type: "deleted", chat: 503, message_ids: [2] });
    expect(items(after)[1]?.leaving).toBe(true);
    expect(after.chats?.find((chat) => chat.id === 503)?.last_message?.message_id).toBe(1);
    expect(ids(dropLeaving(items(after)))).toEqual([1]);
  });

  it("shows and takes away a reply keyboard", () => {
    const keyboard = { keyboard: [["Yes"]] };
    const shown = applyEvent(state, { type: "keyboard", chat: 503, reply_keyboard: keyboard });
    expect([shown.open[503]?.replyKeyboard, shown.open[503]?.keyboardShown]).toEqual([keyboard, true]);
    const gone = applyEvent(shown, { type: "keyboard", chat: 503, reply_keyboard: null });
    expect(gone.open[503]?.replyKeyboard).toBeNull();
  });

  it("ends the typing when the bot has spoken", () => {
    const typing = applyEvent(state, { type: "chat_action", chat: 503, action: "typing" });
    expect(typing.open[503]?.action).toBe("typing");
    expect(
      applyEvent(typing, { type: "message", chat: 503, message: message(3) }).open[503]?.action,
    ).toBeNull();
  });
});
