import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import type { Texts } from "../../i18n/texts.ts";
import type { Notice } from "../../state/model.ts";
import { usePane, usePerson } from "../../state/pane.ts";
import { Dialog } from "../../ui/Dialog.tsx";

function noticeText(notice: Notice, texts: Texts): string {
  switch (notice.code) {
    case "unreachable":
      return texts.unreachable;
    case "refused":
      return fill(texts.refused, { reason: notice.text ?? "" });
    case "copied":
      return texts.copied;
    case "not-supported":
      return texts.notSupported;
    case "paid":
      return texts.paid;
    case "not-paid":
      return texts.notPaid;
    default:
      return notice.text ?? "";
  }
}

/** Toasts over the chat, and the alert that must be read. */
export function Notices() {
  const texts = useTexts();
  const { session, bot } = usePane();
  const notices = usePerson((state) => state.notices);
  const alert = usePerson((state) => state.alert);
  return (
    <>
      <div className="toasts" role="status" aria-live="polite">
        {notices.map((notice) => (
          <p key={notice.id} className="toast" data-testid="toast">
            {noticeText(notice, texts)}
          </p>
        ))}
      </div>
      {alert !== null && (
        <Dialog title={bot.first_name} role="alertdialog" onClose={session.closeAlert}>
          <p className="alert-words" data-testid="alert">
            {alert}
          </p>
          <div className="dialog-buttons">
            <button type="button" className="main-button" onClick={session.closeAlert}>
              {texts.ok}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
