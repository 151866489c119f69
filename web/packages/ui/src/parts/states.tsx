import { Button } from "@mantine/core";
import { CloudOff, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useParts } from "./context.ts";
import classes from "./parts.module.css";

interface EmptyStateProps {
  title: ReactNode;
  text?: ReactNode;
  icon?: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
}

/** Nothing here yet, why that is so, and what to do about it. */
export function EmptyState({ title, text, icon, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <div className={classes.stateIcon} aria-hidden>
        {icon ?? <SearchX size={26} />}
      </div>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {action && <div className={classes.stateAction}>{action}</div>}
    </div>
  );
}

/** What the server said no with, as far as the parts need to know it. */
interface SaidNo {
  name: string;
  message: string;
  status?: number;
  requestId?: string;
}

/** Something could not be read: the server's own sentence, or that it can't be reached, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { words } = useParts();
  const said = error as SaidNo | undefined;
  const isOffline = said?.name === "Offline";
  const text = isOffline ? words.offlineText : said?.name === "Refusal" ? said.message : undefined;
  return (
    <div className={classes.state} role="alert">
      <div className={classes.stateIcon} data-tone="bad" aria-hidden>
        {isOffline ? <CloudOff size={26} /> : <TriangleAlert size={26} />}
      </div>
      <h2>{isOffline ? words.offlineTitle : words.brokenTitle}</h2>
      {text && <p>{text}</p>}
      {said?.requestId && (said.status ?? 0) >= 500 && (
        <p className={classes.incident}>{words.incident(said.requestId)}</p>
      )}
      {onRetry && (
        <div className={classes.stateAction}>
          <Button variant="default" onClick={onRetry}>
            {words.retry}
          </Button>
        </div>
      )}
    </div>
  );
}
