import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Check, CloudOff, TriangleAlert } from "lucide-react";
import classes from "./parts.module.css";

const QUICK = 4000;
const SLOW = 8000;

/** Short news at the edge of the page. */
export const toasts = {
  /** Something went well. */
  done(message: string): void {
    notifications.show({ message, color: "pine", icon: <Check size={18} />, autoClose: QUICK });
  },

  /** Something was refused; `error` is what the call raised. Its sentence is the server's. */
  refused(error: unknown, whenOffline: string): void {
    const isOffline = (error as Error | undefined)?.name === "Offline";
    notifications.show({
      message: isOffline ? whenOffline : (error as Error).message,
      color: "red.8",
      icon: isOffline ? <CloudOff size={18} /> : <TriangleAlert size={18} />,
      autoClose: SLOW,
      role: "alert",
    });
  },

  /** Something was done and may be taken back for `seconds`; `label` is the word on the button. */
  undo(message: string, label: string, onUndo: () => void, seconds = 10): string {
    const id = `undo-${crypto.randomUUID()}`;
    const take = (): void => {
      notifications.hide(id);
      onUndo();
    };
    notifications.show({
      id,
      color: "pine",
      autoClose: seconds * 1000,
      message: (
        <div className={classes.undo}>
          <span>{message}</span>
          <Button size="compact-sm" variant="light" onClick={take}>
            {label}
          </Button>
        </div>
      ),
    });
    return id;
  },

  hide: (id: string): void => void notifications.hide(id),
};
