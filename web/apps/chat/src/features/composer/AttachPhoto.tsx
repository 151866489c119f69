import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/context.ts";
import { usePane } from "../../state/pane.ts";
import { Dialog } from "../../ui/Dialog.tsx";

/** Shows the chosen picture and takes its caption before it is sent. */
export function AttachPhoto({ file, onClose }: { file: File; onClose(): void }) {
  const texts = useTexts();
  const { session, chatId } = usePane();
  const [caption, setCaption] = useState("");
  const [source, setSource] = useState("");

  useEffect(() => {
    const url = URL.createObjectURL(file);
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);

  const send = (): void => {
    onClose();
    void session.sendPhoto(chatId, file, caption.trim());
  };

  return (
    <Dialog title={texts.photo} onClose={onClose} className="attach-dialog">
      {source && <img className="attach-picture" src={source} alt={file.name} />}
      <input
        className="caption-field"
        value={caption}
        placeholder={texts.caption}
        aria-label={texts.caption}
        onChange={(event) => setCaption(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") send();
        }}
      />
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button type="button" className="main-button" data-testid="photo-send" onClick={send}>
          {texts.send}
        </button>
      </div>
    </Dialog>
  );
}
