import { IdempotencyKeys, type Note } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { ActionIcon, Button, Textarea } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./notes.module.css";
import { useAct } from "./useAct.ts";

interface NotesProps {
  notes: Note[];
  /** Keeps a note; `headers` make a repeated call harmless. Without it notes are only read. */
  onAdd?: ((body: { text: string }, headers: { "Idempotency-Key": string }) => Promise<unknown>) | undefined;
  /** Deletes one of the reader's own. */
  onRemove: (id: number) => Promise<unknown>;
}

/** What the staff noted for each other; no customer ever sees it. */
export function Notes({ notes, onAdd, onRemove }: NotesProps) {
  const { t } = useTranslation();
  const { act } = useAct();
  return (
    <>
      {notes.length > 0 && (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <span className={classes.muted}>
                {note.author_name} · <DateTime at={note.created_at} />
              </span>
              {note.is_mine && onAdd && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  onClick={() => act(() => onRemove(note.id))}
                  aria-label={t("notes.remove")}
                >
                  <Trash2 size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {onAdd && <NoteForm onAdd={onAdd} />}
    </>
  );
}

function NoteForm({ onAdd }: { onAdd: NonNullable<NotesProps["onAdd"]> }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const write = (written: string): void => {
    keys.current.done();
    setText(written);
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await act(() => onAdd({ text: text.trim() }, keys.current.headers()))) write("");
  };
  return (
    <form onSubmit={add} className={classes.write}>
      <Textarea
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        placeholder={t("notes.placeholder")}
        aria-label={t("notes.label")}
        rows={2}
        maxLength={1000}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={!text.trim()}>
        {t("notes.add")}
      </Button>
    </form>
  );
}
