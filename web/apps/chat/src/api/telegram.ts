/** The part of the Bot API's objects that a chat client draws. Absent fields are absent, never null. */

export interface User {
  id: number;
  is_bot?: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export type ChatType = "private" | "group" | "supergroup" | "channel";

export interface Chat {
  id: number;
  type: ChatType;
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
}

export interface PhotoSize {
  file_id: string;
  file_unique_id?: string;
  width: number;
  height: number;
  file_size?: number;
}

export interface FileMedia {
  file_id: string;
  file_name?: string;
  mime_type?: string;
  file_size?: number;
  duration?: number;
  width?: number;
  height?: number;
  title?: string;
  performer?: string;
  thumbnail?: PhotoSize;
}

/** `offset` and `length` count UTF-16 code units, as JavaScript strings do. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
}

export interface Location {
  latitude: number;
  longitude: number;
}

export interface Invoice {
  title: string;
  description: string;
  currency: string;
  /** In the currency's smallest units. */
  total_amount: number;
  photo?: PhotoSize[];
}

export interface Payment {
  currency: string;
  total_amount: number;
}

export type ButtonStyle = "primary" | "success" | "danger";

export interface InlineButton {
  text: string;
  style?: ButtonStyle;
  callback_data?: string;
  url?: string;
  web_app?: { url: string };
  login_url?: { url: string };
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
  switch_inline_query_chosen_chat?: {
    query?: string;
    allow_user_chats?: boolean;
    allow_bot_chats?: boolean;
    allow_group_chats?: boolean;
    allow_channel_chats?: boolean;
  };
  copy_text?: { text: string };
  pay?: boolean;
}

export interface ReplyButton {
  text: string;
  style?: ButtonStyle;
  request_contact?: boolean;
  request_location?: boolean;
  request_users?: unknown;
  request_chat?: unknown;
  request_poll?: unknown;
  web_app?: { url: string };
}

export interface ReplyKeyboard {
  keyboard: (ReplyButton | string)[][];
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  is_persistent?: boolean;
  input_field_placeholder?: string;
  selective?: boolean;
}

/** A bot's wish that the next words answer its message; it stands where a reply keyboard would. */
export interface ForceReply {
  force_reply: true;
  input_field_placeholder?: string;
}

export interface ReplyMarkup {
  inline_keyboard?: InlineButton[][];
}

export interface Message {
  message_id: number;
  date: number;
  edit_date?: number;
  chat: Chat;
  from?: User;
  sender_chat?: Chat;
  via_bot?: User;
  forward_origin?: {
    type: string;
    sender_user?: User;
    sender_user_name?: string;
    chat?: Chat;
    sender_chat?: Chat;
  };
  reply_to_message?: Message;
  media_group_id?: string;
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: boolean;
  has_media_spoiler?: boolean;
  photo?: PhotoSize[];
  document?: FileMedia;
  animation?: FileMedia;
  video?: FileMedia;
  video_note?: FileMedia;
  audio?: FileMedia;
  voice?: FileMedia;
  sticker?: FileMedia & { emoji?: string };
  contact?: Contact;
  location?: Location;
  venue?: { location: Location; title: string; address: string };
  dice?: { emoji: string; value: number };
  poll?: { question: string; options: { text: string; voter_count: number }[]; total_voter_count: number };
  invoice?: Invoice;
  successful_payment?: Payment;
  refunded_payment?: Payment;
  new_chat_members?: User[];
  left_chat_member?: User;
  new_chat_title?: string;
  pinned_message?: Message;
  group_chat_created?: boolean;
  supergroup_chat_created?: boolean;
  forum_topic_created?: { name: string };
  write_access_allowed?: object;
  web_app_data?: { data: string; button_text: string };
  reply_markup?: ReplyMarkup;
}

export interface BotCommand {
  command: string;
  description: string;
}

export interface MenuButton {
  type: "commands" | "default" | "web_app";
  text?: string;
  web_app?: { url: string };
}
