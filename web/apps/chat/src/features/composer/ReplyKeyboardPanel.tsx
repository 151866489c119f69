import { useState } from "react";
import type { ReplyButton } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { useChat, usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import { ShareDialog } from "./ShareDialog.tsx";

/** The bot's buttons in place of a keyboard: each says its words, or shares what it asks for. */
export function ReplyKeyboardPanel() {
  const texts = useTexts();
  const { session, chatId, openLink } = usePane();
  const keyboard = useChat((chat) => chat.replyKeyboard) ?? null;
  const isShown = useChat((chat) => chat.keyboardShown) ?? false;
  const [sharing, setSharing] = useState<"contact" | "location" | null>(null);
  if (!keyboard) return null;

  const used = (): void => {
    if (keyboard.one_time_keyboard) session.showKeyboard(chatId, false);
  };

  const press = (button: ReplyButton): void => {
    if (button.request_contact) setSharing("contact");
    else if (button.request_location) setSharing("location");
    else if (button.web_app) openLink(button.web_app.url);
    else if (button.request_users ?? button.request_chat ?? button.request_poll) {
      session.notify({ code: "not-supported" });
    } else {
      used();
      void session.sendText(chatId, button.text);
    }
  };

  return (
    <>
      {isShown && (
        <fieldset
          className="reply-keyboard"
          aria-label={texts.botButtons}
          data-tall={!keyboard.resize_keyboard || undefined}
        >
          {keyboard.keyboard.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place on the keyboard.
            <div className="reply-row" key={line}>
              {row.map((each, column) => {
                const button = typeof each === "string" ? { text: each } : each;
                return (
                  <button
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                    key={column}
                    type="button"
                    data-testid="reply-button"
                    data-style={button.style}
                    onClick={() => press(button)}
                  >
                    {button.request_contact && <Icon name="user" size={18} />}
                    {button.request_location && <Icon name="pin" size={18} />}
                    <span>{button.text}</span>
                  </button>
                );
              })}
            </div>
          ))}
        </fieldset>
      )}
      {sharing && <ShareDialog what={sharing} onClose={() => setSharing(null)} onShared={used} />}
    </>
  );
}
