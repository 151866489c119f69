import type { Api } from "../api/client.ts";
import type { Message } from "../api/telegram.ts";
import { mergePage, settle } from "./items.ts";
import { type Item, type Notice, type OpenChat, PAGE, type PersonState } from "./model.ts";
import { withChat } from "./reduce.ts";

import type { Store } from "./store.ts";

interface Hands {
  notify(notice: Omit<Notice, "id">): void;
  complain(error: unknown): void;
  loadChats(): Promise<void>;
  loadChat(chat: number): Promise<void>;
}

let localCount = 0;

/** Everything that a person does in a chat, shown at once and settled when the server answers. */
export function createActions(api: Api, person: number, store: Store<PersonState>, hands: Hands) {
  const change = (chat: number, how: (open: OpenChat) => OpenChat): void =>
    store.set((state) => withChat(state, chat, how));

  const setItem = (chat: number, key: string, how: (item: Item) => Item): void =>
    change(chat, (open) => ({
      ...open,
      items: open.items.map((item) => (item.key === key ? how(item) : item)),
    }));

  function addLocal(chat: number, content: Partial<Message>, localPhoto?: string): string {
    localCount += 1;
    const key = `local${localCount}`;
    change(chat, (open) => {
      const message: Message = {
        message_id: -localCount,
        date: Math.floor(Date.now() / 1000),
        chat: { id: chat, type: open.type },
        from: { id: person, first_name: "" },
        ...(open.replyTo ? { reply_to_message: open.replyTo } : {}),
        ...content,
      };
      const item: Item = { key, message, status: "sending", ...(localPhoto ? { localPhoto } : {}) };
      return { ...open, items: [...open.items, item], replyTo: null };
    });
    return key;
  }

  async function deliver(
    chat: number,
    key: string,
    send: () => Promise<{ message: Message }>,
  ): Promise<void> {
    try {
      const { message } = await send();
      change(chat, (open) => ({ ...open, items: settle(open.items, key, message) }));
    } catch (error) {
      setItem(chat, key, (item) => ({ ...item, status: "failed" }));
      hands.complain(error);
    }
  }

  /** Runs something that has no optimistic bubble; its message comes back by the stream. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      hands.complain(error);
      return false;
    }
  }

  async function sendText(chat: number, text: string): Promise<void> {
    const replyTo = store.get().open[chat]?.replyTo?.message_id;
    const key = addLocal(chat, { text });
    await deliver(chat, key, () => api.text(person, chat, text, replyTo));
  }

  async function sendPhoto(chat: number, file: File, caption: string): Promise<void> {
    const key = addLocal(chat, caption ? { caption } : {}, URL.createObjectURL(file));
    await deliver(chat, key, () => api.photo(person, chat, file, caption));
  }

  async function retry(chat: number, item: Item): Promise<void> {
    const { text } = item.message;
    if (text === undefined) return;
    setItem(chat, item.key, (failed) => ({ ...failed, status: "sending" }));
    await deliver(chat, item.key, () =>
      api.text(person, chat, text, item.message.reply_to_message?.message_id),
    );
  }

  async function start(payload?: string): Promise<void> {
    if (!(await attempt(() => api.start(person, payload)))) return;
    await attempt(() => Promise.all([hands.loadChats(), hands.loadChat(person)]));
  }

  async function loadOlder(chat: number): Promise<void> {
    const first = store.get().open[chat]?.items.find((item) => !item.status);
    if (!first) return;
    await attempt(async () => {
      const page = await api.chat(person, chat, { before: first.message.message_id, limit: PAGE });
      change(chat, (open) => {
        const older = mergePage([], page.messages, true);
        const known = new Set(open.items.map((item) => item.key));
        const fresh = older.filter((item) => !known.has(item.key));
        return {
          ...open,
          items: [...fresh, ...open.items],
          hasOlder: page.has_more ?? page.messages.length >= PAGE,
        };
      });
    });
  }

  async function pay(chat: number, message: number): Promise<void> {
    await attempt(async () => {
      const { status } = await api.pay(person, chat, message);
      hands.notify({ code: status === "paid" ? "paid" : "not-paid" });
    });
  }

  function markRead(chat: number): void {
    const unread = store.get().chats?.find((summary) => summary.id === chat)?.unread ?? 0;
    if (unread === 0) return;
    store.set((state) => ({
      ...state,
      chats: state.chats?.map((each) => (each.id === chat ? { ...each, unread: 0 } : each)) ?? null,
    }));
    // A lost reading mark mends itself with the next one.
    api.read(person, chat).catch(() => undefined);
  }

  return {
    sendText,
    sendPhoto,
    retry,
    start,
    loadOlder,
    pay,
    markRead,
    discard: (chat: number, key: string) =>
      change(chat, (open) => ({ ...open, items: open.items.filter((item) => item.key !== key) })),
    shareContact: (chat: number) => attempt(() => api.contact(person, chat)),
    shareLocation: (chat: number, latitude: number, longitude: number) =>
      attempt(() => api.location(person, chat, latitude, longitude)),
    deleteMessage: (chat: number, message: number) => attempt(() => api.delete(person, chat, message)),
    block: (blocked: boolean) =>
      attempt(async () => {
        await api.block(person, blocked);
        await Promise.all([hands.loadChats(), hands.loadChat(person)]);
      }),
    inline: (chat: number, query: string, offset: string) => api.inline(person, chat, query, offset),
    chooseInline: (chat: number, queryId: string, resultId: string) =>
      attempt(() => api.chooseInline(person, chat, queryId, resultId)),
    setDraft: (chat: number, draft: string) => change(chat, (open) => ({ ...open, draft })),
    setReplyTo: (chat: number, replyTo: Message | null) => change(chat, (open) => ({ ...open, replyTo })),
    showKeyboard: (chat: number, keyboardShown: boolean) =>
      change(chat, (open) => ({ ...open, keyboardShown })),
  };
}
