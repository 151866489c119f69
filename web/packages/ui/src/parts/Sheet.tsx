import clsx from "clsx";
import type { ReactNode } from "react";
import classes from "./parts.module.css";

interface SheetProps {
  title?: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  /** Without inner space, for lists and tables. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A white sheet on the page with a title of its own. */
export function Sheet({ title, text, actions, flush = false, className, children }: SheetProps) {
  return (
    <section className={clsx(classes.sheet, flush && classes.flush, className)}>
      {(title || actions) && (
        <header className={classes.sheetHeader}>
          <div>
            {title && <h2>{title}</h2>}
            {text && <p>{text}</p>}
          </div>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
