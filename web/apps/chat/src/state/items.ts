import type { ChatPage } from "../api/contract.ts";
import type { ForceReply, Message, ReplyKeyboard } from "../api/telegram.ts";
import type { Item, OpenChat } from "./model.ts";

/** Pure changes of one chat's messages. Every function returns its input when nothing changed. */

const isLocal = (item: Item): boolean => item.status !== undefined;

function order(items: Item[]): Item[] {
  return items.sort((a, b) => {
    if (isLocal(a) !== isLocal(b)) return isLocal(a) ? 1 : -1;
    return isLocal(a) ? 0 : a.message.message_id - b.message.message_id;
  });
}

function findPending(items: readonly Item[], message: Message): Item | undefined {
  return items.find(
    (item) =>
      item.status === "sending" &&
      item.message.from?.id === message.from?.id &&
      (item.message.text ?? item.message.caption ?? "") === (message.text ?? message.caption ?? "") &&
      Boolean(item.message.photo ?? item.localPhoto) === Boolean(message.photo),
  );
}

/** Adds a message from the server, replaces its older version, or settles the optimistic one it answers. */
export function putMessage(items: readonly Item[], message: Message): readonly Item[] {
  const known = items.find((item) => !isLocal(item) && item.message.message_id === message.message_id);
  const place = known ?? findPending(items, message);
  if (!place) return order([...items, { key: `m${message.message_id}`, message }]);
  return order(items.map((item) => (item === place ? { key: item.key, message } : item)));
}

/** The server answered our own sending: the optimistic item gets its real message and keeps its key. */
export function settle(items: readonly Item[], key: string, message: Message): readonly Item[] {
  const pending = items.find((item) => item.key === key && isLocal(item));
  if (!pending) return putMessage(items, message);
  const known = items.some((item) => !isLocal(item) && item.message.message_id === message.message_id);
  if (known) return items.filter((item) => item !== pending);
  return order(items.map((item) => (item === pending ? { key, message } : item)));
}

/** Replaces an edited message; an edit of a message that is not loaded changes nothing. */
export function editMessage(items: readonly Item[], message: Message): readonly Item[] {
  if (!items.some((item) => !isLocal(item) && item.message.message_id === message.message_id)) return items;
  return items.map((item) =>
    !isLocal(item) && item.message.message_id === message.message_id ? { key: item.key, message } : item,
  );
}

/** Marks messages as leaving, so that they can fade before `dropLeaving`. */
export function markLeaving(items: readonly Item[], ids: readonly number[]): readonly Item[] {
  if (!items.some((item) => ids.includes(item.message.message_id))) return items;
  return items.map((item) =>
    !isLocal(item) && ids.includes(item.message.message_id) ? { ...item, leaving: true } : item,
  );
}

export function dropLeaving(items: readonly Item[]): readonly Item[] {
  return items.some((item) => item.leaving) ? items.filter((item) => !item.leaving) : items;
}

/** Joins a freshly read page with what is already shown: keys, older messages and unsent ones survive. */
export function mergePage(
  items: readonly Item[],
  page: readonly Message[],
  isWhole: boolean,
): readonly Item[] {
  const keys = new Map(
    items.filter((item) => !isLocal(item)).map((item) => [item.message.message_id, item.key]),
  );
  let unsent = items.filter(isLocal);
  const fresh: Item[] = page.map((message) => {
    const pending = keys.has(message.message_id) ? undefined : findPending(unsent, message);
    unsent = unsent.filter((item) => item !== pending);
    return { key: keys.get(message.message_id) ?? pending?.key ?? `m${message.message_id}`, message };
  });
  const first = page[0]?.message_id;
  const overlaps = page.some((message) => keys.has(message.message_id));
  const older =
    isWhole || first === undefined || !overlaps
      ? []
      : items.filter((item) => !isLocal(item) && item.message.message_id < first);
  return [...older, ...fresh, ...unsent];
}

type AnyKeyboard = ReplyKeyboard | ForceReply | null;

export function placeholderOf(raw: AnyKeyboard): string | null {
  return raw && "force_reply" in raw ? (raw.input_field_placeholder ?? null) : null;
}

/** Tells a keyboard from a wish for an answer; the wish is about the newest message, if that is the bot's. */
export function readKeyboard(
  raw: AnyKeyboard,
  items: readonly Item[],
): { keyboard: ReplyKeyboard | null; asked: Message | null } {
  if (!raw || "keyboard" in raw) return { keyboard: raw, asked: null };
  const newest = items.at(-1)?.message;
  return { keyboard: null, asked: newest?.from?.is_bot ? newest : null };
}

/** What a page of history says, as an open chat; what the person was doing there stays. */
export function openFromPage(known: OpenChat | undefined, page: ChatPage, limit: number): OpenChat {
  const isWhole = page.has_more === undefined ? page.messages.length < limit : !page.has_more;
  const items = mergePage(known?.items ?? [], page.messages, isWhole);
  const { keyboard, asked } = readKeyboard(page.reply_keyboard, items);
  const keptOlder = items.length > page.messages.length && known !== undefined;
  const sameKeyboard = JSON.stringify(keyboard) === JSON.stringify(known?.replyKeyboard ?? null);
  return {
    id: page.chat.id,
    type: page.chat.type,
    items,
    hasOlder: !isWhole && (keptOlder ? (known?.hasOlder ?? true) : true),
    replyKeyboard: keyboard,
    keyboardShown: known && sameKeyboard ? known.keyboardShown : keyboard !== null,
    description: page.description ?? "",
    commands: page.commands ?? [],
    menuButton: page.menu_button ?? null,
    started: page.started,
    blocked: page.blocked,
    action: known?.action ?? null,
    draft: known?.draft ?? "",
    replyTo: known ? known.replyTo : asked,
    replyPlaceholder: placeholderOf(page.reply_keyboard),
  };
}
