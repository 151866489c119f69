import type { Message } from "../api/telegram.ts";
import { fill } from "../i18n/fill.ts";
import type { Texts } from "../i18n/texts.ts";
import { formatMinor } from "./money.ts";
import { fullName } from "./names.ts";

function money(payment: { total_amount: number; currency: string }, texts: Texts): string {
  return formatMinor(payment.total_amount, payment.currency, texts.tag);
}

/** The words of a service message (somebody joined, a payment), or undefined for an ordinary one. */
export function serviceText(message: Message, texts: Texts): string | undefined {
  if (message.new_chat_members?.length) {
    return fill(texts.joined, { name: message.new_chat_members.map(fullName).join(", ") });
  }
  if (message.left_chat_member) return fill(texts.left, { name: fullName(message.left_chat_member) });
  if (message.new_chat_title) return fill(texts.titleChanged, { title: message.new_chat_title });
  if (message.pinned_message) return fill(texts.pinned, { text: previewText(message.pinned_message, texts) });
  if (message.group_chat_created || message.supergroup_chat_created) return texts.groupCreated;
  if (message.forum_topic_created)
    return fill(texts.topicCreated, { name: message.forum_topic_created.name });
  if (message.successful_payment)
    return fill(texts.paidService, { sum: money(message.successful_payment, texts) });
  if (message.refunded_payment)
    return fill(texts.refundedService, { sum: money(message.refunded_payment, texts) });
  if (message.write_access_allowed) return texts.writeAllowed;
  if (message.web_app_data) return fill(texts.webAppData, { button: message.web_app_data.button_text });
  return undefined;
}

/** The name of what a message carries besides words, or undefined. */
export function mediaName(message: Message, texts: Texts): string | undefined {
  if (message.photo) return message.media_group_id ? texts.album : texts.photo;
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${texts.sticker}`.trim();
  if (message.animation) return "GIF";
  if (message.video || message.video_note) return texts.video;
  if (message.voice) return texts.voice;
  if (message.audio) return message.audio.title ?? texts.audio;
  if (message.document) return message.document.file_name ?? texts.document;
  if (message.contact) return texts.contact;
  if (message.venue) return message.venue.title;
  if (message.location) return texts.location;
  if (message.invoice) return message.invoice.title;
  if (message.poll) return message.poll.question;
  if (message.dice) return message.dice.emoji;
  return undefined;
}

/** A begin command shows without its payload, as Telegram's clients do. */
export function shownText(text: string): string {
  return /^\/start \S+$/.test(text) ? "/start" : text;
}

/** One line about a message: for the list of chats and for replies. */
export function previewText(message: Message, texts: Texts): string {
  const service = serviceText(message, texts);
  if (service) return service;
  const words = message.text === undefined ? message.caption : shownText(message.text);
  return words?.replace(/\s+/g, " ").trim() || mediaName(message, texts) || texts.unsupported;
}
