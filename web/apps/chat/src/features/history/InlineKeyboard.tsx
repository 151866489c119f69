import { useState } from "react";
import type { InlineButton, Message } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { copyText } from "../../lib/clipboard.ts";
import { formatMinor } from "../../lib/money.ts";
import { pressKey } from "../../state/model.ts";
import { usePane, usePerson } from "../../state/pane.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { ChatPicker } from "./ChatPicker.tsx";
import { PayDialog } from "./PayDialog.tsx";

/** A pay button that the bot has not named carries the server's English; a client says it in its own words. */
const UNNAMED_PAY = /^Pay \d+ [A-Z]{3}$/;

/** The small sign in the corner that tells what a button does besides calling the bot. */
function signOf(button: InlineButton): IconName | undefined {
  if (button.url ?? button.login_url) return "link";
  if (button.web_app) return "window";
  if (button.copy_text) return "copy";
  if (button.pay) return "card";
  const isSwitch =
    button.switch_inline_query ??
    button.switch_inline_query_current_chat ??
    button.switch_inline_query_chosen_chat;
  return isSwitch === undefined ? undefined : "inline";
}

/** The rows of buttons under a bubble. An invoice without own buttons gets its Pay button, as in Telegram. */
export function InlineKeyboard({ message }: { message: Message }) {
  const texts = useTexts();
  const [picking, setPicking] = useState<InlineButton | null>(null);
  const [isPaying, setPaying] = useState(false);
  const act = useButtonAct(message, setPicking, () => setPaying(true));
  const { invoice } = message;
  const sum = invoice ? formatMinor(invoice.total_amount, invoice.currency, texts.tag) : "";
  const implicit: InlineButton[][] = invoice ? [[{ text: fill(texts.pay, { sum }), pay: true }]] : [];
  const rows = message.reply_markup?.inline_keyboard ?? implicit;
  const wordsOf = (button: InlineButton): string =>
    button.pay && UNNAMED_PAY.test(button.text) ? fill(texts.pay, { sum }) : button.text;
  if (rows.length === 0) return null;
  return (
    <div className="inline-keyboard">
      {rows.map((row, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place; its words change in an edit.
        <div className="inline-row" key={line} data-crowded={row.length > 2 || undefined}>
          {row.map((button, column) => (
            <KeyboardButton
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              key={column}
              message={message}
              button={button}
              words={wordsOf(button)}
              onPress={() => act(button)}
            />
          ))}
        </div>
      ))}
      {picking && <ChatPicker button={picking} onClose={() => setPicking(null)} />}
      {isPaying && invoice && <PayDialog message={message} sum={sum} onClose={() => setPaying(false)} />}
    </div>
  );
}

function KeyboardButton(props: { message: Message; button: InlineButton; words: string; onPress(): void }) {
  const { message, button, words, onPress } = props;
  const { chatId } = usePane();
  const data = button.callback_data;
  const isWaiting = usePerson(
    (state) => data !== undefined && state.waiting.includes(pressKey(chatId, message.message_id, data)),
  );
  const sign = signOf(button);
  return (
    <button
      type="button"
      className="inline-button"
      data-testid="inline-button"
      data-style={button.style}
      data-waiting={isWaiting || undefined}
      aria-busy={isWaiting}
      onClick={onPress}
    >
      <span>{words}</span>
      {sign && <Icon name={sign} size={13} />}
    </button>
  );
}

/** What pressing a button does, for every kind of button there is. */
function useButtonAct(message: Message, pick: (button: InlineButton) => void, pay: () => void) {
  const { session, chatId, bot, openLink } = usePane();
  return (button: InlineButton): void => {
    const link = button.url ?? button.login_url?.url ?? button.web_app?.url;
    if (button.callback_data !== undefined) {
      void session.press(chatId, message.message_id, button.callback_data);
    } else if (link !== undefined) {
      openLink(link);
    } else if (button.copy_text) {
      void copyText(button.copy_text.text).then((isDone) =>
        session.notify({ code: isDone ? "copied" : "not-supported" }),
      );
    } else if (button.switch_inline_query_current_chat !== undefined) {
      session.setDraft(chatId, `@${bot.username} ${button.switch_inline_query_current_chat}`);
    } else if (button.switch_inline_query !== undefined || button.switch_inline_query_chosen_chat) {
      pick(button);
    } else if (button.pay) {
      pay();
    } else session.notify({ code: "not-supported" });
  };
}
