import type { Message } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { fullName } from "../../lib/names.ts";
import { previewText } from "../../lib/preview.ts";
import { usePane } from "../../state/pane.ts";

/** The quoted beginning of the message that this one answers; a press scrolls to it. */
export function ReplyQuote({ message }: { message: Message }) {
  const texts = useTexts();
  const { person } = usePane();
  const name =
    message.from?.id === person.id ? texts.you : message.from ? fullName(message.from) : message.chat.title;
  return (
    <button
      type="button"
      className="quote"
      onClick={(event) => {
        const log = event.currentTarget.closest(".log");
        const target = log?.querySelector(`[data-message-id="${message.message_id}"]`);
        target?.scrollIntoView({ block: "center", behavior: "smooth" });
        target?.setAttribute("data-lit", "");
        setTimeout(() => target?.removeAttribute("data-lit"), 1_200);
      }}
    >
      <strong>{name}</strong>
      <span>{previewText(message, texts)}</span>
    </button>
  );
}

export function ForwardLine({ message }: { message: Message }) {
  const texts = useTexts();
  const origin = message.forward_origin;
  if (!origin) return null;
  const name =
    origin.sender_user_name ??
    (origin.sender_user ? fullName(origin.sender_user) : undefined) ??
    origin.chat?.title ??
    origin.sender_chat?.title ??
    "";
  return <p className="forwarded">{fill(texts.forwarded, { name })}</p>;
}
