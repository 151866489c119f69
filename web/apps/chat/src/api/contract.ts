import type {
  BotCommand,
  ChatType,
  ForceReply,
  MenuButton,
  Message,
  PhotoSize,
  ReplyKeyboard,
  User,
} from "./telegram.ts";

/** What the person's side of the emulator answers (`/sim/...`). */

export interface Bot {
  id: number;
  username: string;
  first_name: string;
  description?: string;
  short_description?: string;
  commands?: BotCommand[];
  menu_button?: MenuButton | null;
  can_be_inline?: boolean;
}

export interface Person extends User {
  language_code: string;
}

export interface Group {
  id: number;
  title: string;
  type: ChatType;
  member_ids: number[];
}

export interface World {
  bots: Bot[];
  people: Person[];
  groups: Group[];
  /** On whose phone links from outside open; null: on a buyer's. */
  own?: number | null;
}

export interface ChatSummary {
  id: number;
  type: ChatType;
  title: string;
  unread: number;
  last_message: Message | null;
  blocked: boolean;
  started: boolean;
}

export interface ChatPage {
  chat: { id: number; type: ChatType; title?: string };
  messages: Message[];
  reply_keyboard: ReplyKeyboard | ForceReply | null;
  commands: BotCommand[];
  menu_button: MenuButton | null;
  started: boolean;
  blocked: boolean;
  /** Whether there are messages before the first of these. */
  has_more?: boolean;
  /** What the bot says of itself, in the person's language. */
  description?: string;
}

export interface InlineResult {
  type: string;
  id: string;
  title?: string;
  description?: string;
  url?: string;
  thumbnail_url?: string;
  photo_url?: string;
  photo_file_id?: string;
  photo?: PhotoSize[];
  caption?: string;
}

export interface InlineAnswer {
  query_id?: string;
  results: InlineResult[];
  next_offset?: string;
  button?: { text: string; start_parameter?: string; web_app?: { url: string } } | null;
}

export type SimEvent =
  | { type: "message"; chat: number; message: Message }
  | { type: "edited"; chat: number; message: Message }
  | { type: "deleted"; chat: number; message_ids: number[] }
  | { type: "callback_answer"; callback_query_id: string; text?: string; show_alert?: boolean; url?: string }
  | { type: "chat_action"; chat: number; action: string }
  | { type: "keyboard"; chat: number; reply_keyboard: ReplyKeyboard | ForceReply | null }
  | { type: "commands"; commands: BotCommand[] }
  | { type: "menu_button"; chat?: number; menu_button: MenuButton | null }
  | { type: "unread"; chat: number; unread: number }
  | { type: "reset" };
