import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./SelectionBar.module.css";

interface SelectionBarProps {
  /** What is ticked: "Selected orders". */
  title: string;
  /** How many, in words. */
  count: string;
  clear: string;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the ticked records together; floats above the page's foot. */
export function SelectionBar({ title, count, clear, onClear, children }: SelectionBarProps) {
  return (
    <section className={classes.bar} aria-label={title}>
      <ActionIcon variant="subtle" color="gray" onClick={onClear} aria-label={clear}>
        <X size={18} aria-hidden />
      </ActionIcon>
      <span className={classes.count} role="status">
        {count}
      </span>
      {children}
    </section>
  );
}
