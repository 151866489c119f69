import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../lib/useAct.ts";
import { show } from "./calls.ts";

interface StepUpDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** The second factor was shown. */
  onShown: () => void;
}

/** Takes a fresh code from the authenticator app, or a recovery code. */
export function StepUpDialog({ isOpen, onClose, onShown }: StepUpDialogProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const { act, isBusy } = useAct();
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await act(() => show(code)))) return;
    setCode("");
    onShown();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("stepUp.title")} zIndex={500}>
      <form onSubmit={confirm}>
        <Text c="dimmed" mb="md">
          {t("stepUp.text")}
        </Text>
        <TextInput
          label={t("stepUp.code")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t("stepUp.confirm")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
