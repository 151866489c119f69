import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useParts } from "./context.ts";
import classes from "./parts.module.css";

interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: a status, a count. */
  aside?: ReactNode;
  /** A line under the title. */
  text?: ReactNode;
  /** Where "back" leads: an element that takes className and children, such as <Link to="/orders" />. */
  back?: (props: { className: string; children: ReactNode; "aria-label": string }) => ReactNode;
  actions?: ReactNode;
}

/** The head of every page: where am I, where back, what can be done here. */
export function PageHeader({ title, aside, text, back, actions }: PageHeaderProps) {
  const { words } = useParts();
  return (
    <header className={classes.pageHeader}>
      {back?.({
        className: classes.back ?? "",
        children: <ArrowLeft size={20} aria-hidden />,
        "aria-label": words.back,
      })}
      <div className={classes.pageTitle}>
        <div className={classes.titleLine}>
          <h1>{title}</h1>
          {aside}
        </div>
        {text && <p>{text}</p>}
      </div>
      {actions && <div className={classes.pageActions}>{actions}</div>}
    </header>
  );
}
