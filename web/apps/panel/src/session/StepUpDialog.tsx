import { onStepUp } from "@kiosk/client";
import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../lib/useAct.ts";
import { show } from "./calls.ts";

type Answer = (isConfirmed: boolean) => void;

/** Opens when the server wants a fresh second factor for a call; the call is repeated after it was shown. */
export function StepUpDialog() {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Answer>();
  const [code, setCode] = useState("");
  const { act, isBusy } = useAct();

  useEffect(() => {
    onStepUp(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)));
  }, []);

  const finish = (isConfirmed: boolean): void => {
    answer?.(isConfirmed);
    setAnswer(undefined);
    setCode("");
  };
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await act(() => show(code))) finish(true);
  };
  return (
    <Modal opened={answer !== undefined} onClose={() => finish(false)} title={t("stepUp.title")} zIndex={500}>
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
          <Button variant="default" onClick={() => finish(false)}>
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
