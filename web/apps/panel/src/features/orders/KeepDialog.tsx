import { IdempotencyKeys, keepView } from "@kiosk/client";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { filterOf, type OrdersSearch } from "./search.ts";

interface KeepDialogProps {
  search: OrdersSearch;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks under which name the selection is to be kept. */
export function KeepDialog({ search, isOpen, onClose }: KeepDialogProps) {
  const { t } = useTranslation("orders");
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("view.keep")}>
      <KeepForm search={search} onClose={onClose} />
    </Modal>
  );
}

function KeepForm({ search, onClose }: Omit<KeepDialogProps, "isOpen">) {
  const { t } = useTranslation(["orders", "common"]);
  const [name, setName] = useState("");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const write = (written: string): void => {
    keys.current.done();
    setName(written);
  };
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isKept = await act(async () => {
      const body = { name: name.trim(), query: filterOf(search) };
      await keepView({ body, headers: keys.current.headers() });
      await stale("listViews");
    });
    if (isKept) onClose();
  };
  return (
    <form onSubmit={keep}>
      <TextInput
        label={t("view.name")}
        description={t("view.hint")}
        value={name}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        maxLength={60}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!name.trim()}>
          {t("common:save")}
        </Button>
      </Group>
    </form>
  );
}
