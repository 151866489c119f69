import { useTexts } from "../../i18n/context.ts";
import { Dialog } from "../../ui/Dialog.tsx";

/** Asks once before every message of everybody is erased. */
export function ResetDialog({ onClose, onReset }: { onClose(): void; onReset(): void }) {
  const texts = useTexts();
  return (
    <Dialog title={texts.resetTitle} onClose={onClose}>
      <p>{texts.resetText}</p>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button
          type="button"
          className="main-button danger"
          data-testid="reset-confirm"
          onClick={() => {
            onClose();
            onReset();
          }}
        >
          {texts.resetDo}
        </button>
      </div>
    </Dialog>
  );
}
