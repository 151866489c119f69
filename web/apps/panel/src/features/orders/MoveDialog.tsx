import type { Status } from "@kiosk/client";
import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isGrave } from "./status.ts";

/** What the person adds to a move. */
export interface MoveDetails {
  note?: string;
  tracking?: string;
}

interface MoveDialogProps {
  /** Where to; undefined: the dialog is closed. */
  status: Status | undefined;
  question: ReactNode;
  tracking?: string;
  onClose: () => void;
  /** Gives whether it went well; the dialog stays open if it didn't. */
  onMove: (details: MoveDetails) => Promise<boolean>;
}

/** Asks before a grave move, with a reason for colleagues; before shipping it asks for the tracking number. */
export function MoveDialog({ status, question, tracking = "", onClose, onMove }: MoveDialogProps) {
  return (
    <Modal opened={status !== undefined} onClose={onClose} title={question}>
      {status && <MoveForm status={status} tracking={tracking} onClose={onClose} onMove={onMove} />}
    </Modal>
  );
}

type MoveFormProps = Omit<MoveDialogProps, "question" | "status"> & { status: Status; tracking: string };

function MoveForm({ status, tracking, onClose, onMove }: MoveFormProps) {
  const { t } = useTranslation(["orders", "common"]);
  const grave = isGrave(status);
  const [text, setText] = useState(grave ? "" : tracking);
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    if (await onMove(grave ? { note: text.trim() } : { tracking: text.trim() })) onClose();
    setBusy(false);
  };
  return (
    <form onSubmit={send}>
      {grave && (
        <Text c="dimmed" mb="md">
          {t("ask.text")}
        </Text>
      )}
      <TextInput
        label={grave ? t("ask.reason") : t("tracking")}
        description={grave ? t("ask.reasonHint") : t("ask.trackingHint")}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        maxLength={grave ? 500 : 100}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:close")}
        </Button>
        <Button type="submit" loading={isBusy} {...(grave && { color: "red.8" })}>
          {t(`move.${status as "shipped"}`)}
        </Button>
      </Group>
    </form>
  );
}
