import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { fullName } from "../../lib/names.ts";
import { previewText } from "../../lib/preview.ts";
import { useChat, usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Over the field: which message the next words answer. */
export function ReplyBar() {
  const texts = useTexts();
  const { session, chatId } = usePane();
  const message = useChat((chat) => chat.replyTo) ?? null;
  if (!message) return null;
  const name = message.from ? fullName(message.from) : (message.chat.title ?? "");
  return (
    <div className="reply-bar">
      <Icon name="reply" />
      <p>
        <strong>{fill(texts.replyTo, { name })}</strong>
        <span>{previewText(message, texts)}</span>
      </p>
      <button
        type="button"
        className="round"
        aria-label={texts.cancelReply}
        onClick={() => session.setReplyTo(chatId, null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
