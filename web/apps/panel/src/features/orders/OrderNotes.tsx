import { addNote, IdempotencyKeys, type Note, removeNote, type StaffOrder } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { ActionIcon, Button, Textarea } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./order.module.css";

/** What the staff noted for each other; the buyer never sees it. */
export function OrderNotes({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const [text, setText] = useState("");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const path = { order_id: order.id };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await act(async () => {
      await addNote({ path, body: { text: text.trim() }, headers: keys.current.headers() });
      keys.current.done();
      setText("");
      await stale("readOrder");
    });
  };
  const remove = (note: Note): Promise<boolean> =>
    act(async () => {
      await removeNote({ path: { ...path, note_id: note.id } });
      await stale("readOrder");
    });
  return (
    <>
      {order.notes.length > 0 && (
        <ul className={classes.notes}>
          {order.notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <span className={classes.muted}>
                {note.author_name} · <DateTime at={note.created_at} />
              </span>
              {note.is_mine && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  onClick={() => remove(note)}
                  aria-label={t("note.remove")}
                >
                  <Trash2 size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className={classes.write}>
        <Textarea
          value={text}
          onChange={({ currentTarget }) => {
            keys.current.done();
            setText(currentTarget.value);
          }}
          placeholder={t("note.placeholder")}
          aria-label={t("note.label")}
          rows={2}
          maxLength={1000}
        />
        <Button type="submit" variant="default" loading={isBusy} disabled={!text.trim()}>
          {t("note.add")}
        </Button>
      </form>
    </>
  );
}
