import { Button, type ButtonProps, Group, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useParts } from "./context.ts";

interface ConfirmButtonProps extends ButtonProps {
  /** What will happen, and that it can't be undone if so. */
  question: ReactNode;
  text?: ReactNode;
  /** The verb on the button that does it: "Delete". */
  confirm: string;
  onConfirm: () => unknown;
  children: ReactNode;
}

/** A grave deed: says what it will do, and does it only after a second press. */
export function ConfirmButton({ question, text, confirm, onConfirm, ...button }: ConfirmButtonProps) {
  const { words } = useParts();
  const [isOpen, dialog] = useDisclosure();
  const [isBusy, setBusy] = useState(false);
  const act = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      dialog.close();
    }
  };
  return (
    <>
      <Button variant="default" {...button} onClick={dialog.open} />
      <Modal opened={isOpen} onClose={dialog.close} title={question}>
        {text && <Text c="dimmed">{text}</Text>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={dialog.close} data-autofocus>
            {words.cancel}
          </Button>
          <Button color="red.8" loading={isBusy} onClick={act}>
            {confirm}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
