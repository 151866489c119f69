import { useTexts } from "../../i18n/context.ts";
import { clockTime } from "../../lib/time.ts";
import type { Item } from "../../state/model.ts";

interface Props {
  item: Item;
  /** Over a picture without words, in a dark pill. */
  isOver: boolean;
  isOutgoing: boolean;
}

/** The time of a message, whether it was changed, and for own ones whether it has arrived. */
export function BubbleFoot({ item, isOver, isOutgoing }: Props) {
  const texts = useTexts();
  const { message, status } = item;
  // A screen with buttons is edited all day long; clients don't call that an edit.
  const isEdited = message.edit_date !== undefined && !message.reply_markup?.inline_keyboard;
  return (
    <span className="foot" data-over={isOver || undefined}>
      {isEdited && <span>{texts.edited}</span>}
      <time dateTime={new Date(message.date * 1000).toISOString()}>{clockTime(message.date)}</time>
      {isOutgoing && <Mark status={status} />}
    </span>
  );
}

function Mark({ status }: { status: Item["status"] }) {
  const texts = useTexts();
  const words = status === "sending" ? texts.sending : status === "failed" ? texts.notSent : texts.sent;
  return (
    <svg viewBox="0 0 18 12" width="18" height="12" className="mark" role="img" aria-label={words}>
      {status === "sending" && <path d="M9 1a5 5 0 1 0 0 10A5 5 0 0 0 9 1zM9 3.500V6l1.800 1.200" />}
      {status === "failed" && <path d="M9 1a5 5 0 1 0 0 10A5 5 0 0 0 9 1zM9 3.500v3M9 8.500v.01" />}
      {status === undefined && <path d="M1.500 6.500L4.500 9.500 11 2.500M8 9l.6.5L15.500 2.500" />}
    </svg>
  );
}
