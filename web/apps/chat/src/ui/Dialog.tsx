import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** `alertdialog` for what must be read, `dialog` otherwise. */
  role?: "dialog" | "alertdialog";
  className?: string;
  isTitleHidden?: boolean;
}

/** A modal window on the browser's own `<dialog>`: it keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children, role = "dialog", className, isTitleHidden }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop is an extra; Escape closes by `onCancel`.
    <dialog
      ref={element}
      role={role}
      className={`dialog ${className ?? ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialog-box">
        <h2 id={titleId} className={isTitleHidden ? "visually-hidden" : ""}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
