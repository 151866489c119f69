import type { Method, NewPayment } from "@kiosk/client";
import { Button, Group, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { lastMethod, METHODS, sumOf } from "./methods.ts";
import classes from "./payment.module.css";

interface PaymentDialogProps {
  title: string;
  isOpen: boolean;
  /** Up to what a part may be noted, in words; undefined: everything that is due, nobody is asked for a sum. */
  most?: string;
  onClose: () => void;
  /** Gives whether it went well; the dialog stays open if it didn't. */
  onNote: (payment: NewPayment) => Promise<boolean>;
}

/** Asks how money changed hands, and how much of it. */
export function PaymentDialog({ title, isOpen, ...props }: PaymentDialogProps) {
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={title}>
      <PaymentForm {...props} />
    </Modal>
  );
}

function PaymentForm({ most, onClose, onNote }: Omit<PaymentDialogProps, "title" | "isOpen">) {
  const { t } = useTranslation(["orders", "common"]);
  const [method, setMethod] = useState<Method>(lastMethod);
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const amount = sumOf(typed);
    if (most && !amount) return setWrong(true);
    setBusy(true);
    if (await onNote({ method, ...(amount && { amount }) })) onClose();
    setBusy(false);
  };
  return (
    <form onSubmit={send} className={classes.form}>
      {most && (
        <TextInput
          label={t("payment.amount")}
          description={t("payment.most", { sum: most })}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setWrong(false);
          }}
          error={isWrong && t("payment.noSum")}
          data-autofocus
        />
      )}
      <NativeSelect
        label={t("payment.method")}
        data={METHODS.map((value) => ({ value, label: t(`payment.methods.${value}`) }))}
        value={method}
        onChange={({ currentTarget }) => setMethod(currentTarget.value as Method)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t("payment.note")}
        </Button>
      </Group>
    </form>
  );
}
