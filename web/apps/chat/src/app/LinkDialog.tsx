import { useTexts } from "../i18n/context.ts";
import { Dialog } from "../ui/Dialog.tsx";

/** Shows where a button or a disguised link leads before anything opens. */
export function LinkDialog({ url, onClose }: { url: string; onClose(): void }) {
  const texts = useTexts();
  return (
    <Dialog title={texts.openLinkTitle} onClose={onClose}>
      <p className="link-address">{url}</p>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
        <a
          className="main-button"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          data-testid="link-open"
          onClick={onClose}
        >
          {texts.open}
        </a>
      </div>
    </Dialog>
  );
}
