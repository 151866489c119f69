import type { ChatSummary } from "../api/contract.ts";
import type { BotCommand, ChatType, MenuButton, Message, ReplyKeyboard } from "../api/telegram.ts";

/** How many messages one reading of the history brings. */
export const PAGE = 40;

/** A message as the page holds it. `key` stays the same when an optimistic message becomes a real one. */
export interface Item {
  key: string;
  message: Message;
  status?: "sending" | "failed";
  /** A picture that is being sent, shown from the person's own disk. */
  localPhoto?: string;
  leaving?: true;
}

export interface OpenChat {
  id: number;
  type: ChatType;
  items: readonly Item[];
  hasOlder: boolean;
  replyKeyboard: ReplyKeyboard | null;
  keyboardShown: boolean;
  /** What an empty chat says about the bot. */
  description: string;
  commands: readonly BotCommand[];
  menuButton: MenuButton | null;
  started: boolean;
  blocked: boolean;
  /** What the other side is doing now (`typing`, `upload_photo`, …), or null. */
  action: string | null;
  draft: string;
  replyTo: Message | null;
  /** What the field says while it answers a bot's question. */
  replyPlaceholder: string | null;
}

export type NoticeCode = "unreachable" | "refused" | "copied" | "not-supported" | "paid" | "not-paid";

/** A short line over the chat: the bot's own words, or one of ours by its code. */
export interface Notice {
  id: number;
  text?: string;
  code?: NoticeCode;
}

export interface PersonState {
  link: "connecting" | "live" | "lost";
  chats: readonly ChatSummary[] | null;
  open: Readonly<Record<number, OpenChat>>;
  notices: readonly Notice[];
  alert: string | null;
  /** Buttons that wait for the bot's answer, by `pressKey`. */
  waiting: readonly string[];
}

export const EMPTY_PERSON: PersonState = {
  link: "connecting",
  chats: null,
  open: {},
  notices: [],
  alert: null,
  waiting: [],
};

export function pressKey(chat: number, message: number, data: string): string {
  return `${chat}:${message}:${data}`;
}
