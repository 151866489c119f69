import clsx from "clsx";
import type { ReactNode } from "react";
import classes from "./parts.module.css";

/** What a status asks of its reader: wait for me, under way, done well, gone wrong, at rest. */
export type Tone = "wait" | "go" | "good" | "bad" | "quiet";

/** A status in a word; colour only repeats what the word says. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={clsx(classes.badge, classes[tone])}>{children}</span>;
}
