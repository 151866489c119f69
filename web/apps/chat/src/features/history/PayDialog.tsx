import { useState } from "react";
import type { Message } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { usePane } from "../../state/pane.ts";
import { Dialog } from "../../ui/Dialog.tsx";

/** The payment sheet: what is bought, for how much, and that the money is make-believe. */
export function PayDialog({ message, sum, onClose }: { message: Message; sum: string; onClose(): void }) {
  const texts = useTexts();
  const { session, chatId } = usePane();
  const [isBusy, setBusy] = useState(false);
  const pay = async (): Promise<void> => {
    setBusy(true);
    await session.pay(chatId, message.message_id);
    onClose();
  };
  return (
    <Dialog title={texts.payTitle} onClose={onClose}>
      <p className="pay-line">
        <strong>{message.invoice?.title}</strong>
        <span>{sum}</span>
      </p>
      <p>{texts.payText}</p>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button
          type="button"
          className="main-button"
          disabled={isBusy}
          onClick={pay}
          data-testid="pay-confirm"
        >
          {fill(texts.pay, { sum })}
        </button>
      </div>
    </Dialog>
  );
}
