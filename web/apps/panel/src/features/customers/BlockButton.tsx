import { block, type CustomerOut, unblock } from "@kiosk/client";
import { readCustomerQueryKey } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

/** Stops selling to a customer after a question, or begins again. */
export function BlockButton({ customer }: { customer: CustomerOut }) {
  const { t } = useTranslation(["customers", "common"]);
  const [isOpen, dialog] = useDisclosure();
  const [reason, setReason] = useState("");
  const { act, isBusy } = useAct();
  const path = { customer_id: customer.id };
  const show = async (changed: CustomerOut, message: string): Promise<void> => {
    queries.setQueryData(readCustomerQueryKey({ path }), changed);
    toasts.done(message);
    await stale("listCustomers");
  };
  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { reason: reason.trim() };
    if (await act(async () => show(await block({ path, body }), t("block.done")))) dialog.close();
  };
  if (customer.blocked) {
    const open = (): Promise<boolean> => act(async () => show(await unblock({ path }), t("block.undone")));
    return (
      <Button variant="default" loading={isBusy} onClick={open}>
        {t("block.lift")}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t("block.verb")}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("block.question", { name: customer.name })}>
        <form onSubmit={close}>
          <Text c="dimmed" mb="md">
            {t("block.text")}
          </Text>
          <TextInput
            label={t("block.reason")}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            maxLength={300}
            data-autofocus
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={dialog.close}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" color="red.8" loading={isBusy}>
              {t("block.verb")}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
