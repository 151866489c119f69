import type { ChatSummary, SimEvent } from "../api/contract.ts";
import type { Message } from "../api/telegram.ts";
import { editMessage, markLeaving, placeholderOf, putMessage, readKeyboard } from "./items.ts";
import type { OpenChat, PersonState } from "./model.ts";

/** Changes one open chat; a chat that is not open stays closed. */
export function withChat(
  state: PersonState,
  chat: number,
  change: (open: OpenChat) => OpenChat,
): PersonState {
  const open = state.open[chat];
  if (!open) return state;
  const next = change(open);
  return next === open ? state : { ...state, open: { ...state.open, [chat]: next } };
}

const lastDate = (chat: ChatSummary): number => chat.last_message?.date ?? 0;

function withSummary(
  state: PersonState,
  chat: number,
  change: (summary: ChatSummary) => ChatSummary,
): PersonState {
  if (!state.chats?.some((summary) => summary.id === chat)) return state;
  const chats = state.chats.map((summary) => (summary.id === chat ? change(summary) : summary));
  return { ...state, chats: chats.sort((a, b) => lastDate(b) - lastDate(a)) };
}

function withNewest(state: PersonState, chat: number, message: Message): PersonState {
  return withSummary(state, chat, (summary) =>
    summary.last_message && summary.last_message.message_id > message.message_id
      ? summary
      : { ...summary, last_message: message },
  );
}

function onMessage(state: PersonState, chat: number, message: Message): PersonState {
  const next = withChat(state, chat, (open) => ({
    ...open,
    items: putMessage(open.items, message),
    action: message.from?.is_bot ? null : open.action,
  }));
  return withNewest(next, chat, message);
}

function onEdited(state: PersonState, chat: number, message: Message): PersonState {
  const next = withChat(state, chat, (open) => {
    const items = editMessage(open.items, message);
    return items === open.items ? open : { ...open, items };
  });
  const shown = state.chats?.find((summary) => summary.id === chat)?.last_message;
  return shown?.message_id === message.message_id ? withNewest(next, chat, message) : next;
}

function onDeleted(state: PersonState, chat: number, ids: readonly number[]): PersonState {
  const next = withChat(state, chat, (open) => {
    const items = markLeaving(open.items, ids);
    const replyTo = open.replyTo && ids.includes(open.replyTo.message_id) ? null : open.replyTo;
    return items === open.items && replyTo === open.replyTo ? open : { ...open, items, replyTo };
  });
  return withSummary(next, chat, (summary) => {
    if (!summary.last_message || !ids.includes(summary.last_message.message_id)) return summary;
    const left = next.open[chat]?.items.filter((item) => !item.leaving && !item.status).at(-1);
    return { ...summary, last_message: left?.message ?? null };
  });
}

/** What an event changes in the list of chats alone; used over a list that was read meanwhile. */
export function applyToList(state: PersonState, event: SimEvent): PersonState {
  return { ...applyEvent(state, event), open: state.open };
}

/** What an event of the stream changes. Answers to buttons and `reset` are the session's affair. */
export function applyEvent(state: PersonState, event: SimEvent): PersonState {
  switch (event.type) {
    case "message":
      return onMessage(state, event.chat, event.message);
    case "edited":
      return onEdited(state, event.chat, event.message);
    case "deleted":
      return onDeleted(state, event.chat, event.message_ids);
    case "chat_action":
      return withChat(state, event.chat, (open) => ({ ...open, action: event.action }));
    case "keyboard":
      return withChat(state, event.chat, (open) => {
        const { keyboard, asked } = readKeyboard(event.reply_keyboard, open.items);
        return {
          ...open,
          replyKeyboard: keyboard,
          keyboardShown: keyboard !== null,
          replyTo: asked ?? open.replyTo,
          replyPlaceholder: placeholderOf(event.reply_keyboard),
        };
      });
    case "unread":
      return withSummary(state, event.chat, (summary) => ({ ...summary, unread: event.unread }));
    case "commands":
      return mapOpen(state, (open) => ({ ...open, commands: event.commands }));
    case "menu_button":
      return event.chat === undefined
        ? mapOpen(state, (open) => ({ ...open, menuButton: event.menu_button }))
        : withChat(state, event.chat, (open) => ({ ...open, menuButton: event.menu_button }));
    default:
      return state;
  }
}

function mapOpen(state: PersonState, change: (open: OpenChat) => OpenChat): PersonState {
  const open = Object.fromEntries(Object.entries(state.open).map(([id, chat]) => [id, change(chat)]));
  return { ...state, open };
}
