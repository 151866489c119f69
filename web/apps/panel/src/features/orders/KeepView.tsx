import { IdempotencyKeys, keepView } from "@kiosk/client";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./orders.module.css";
import { filterOf, type OrdersSearch } from "./search.ts";

/** Keeps the present selection under a name. */
export function KeepView({ search }: { search: OrdersSearch }) {
  const { t } = useTranslation(["orders", "common"]);
  const [isOpen, dialog] = useDisclosure();
  const [name, setName] = useState("");
  const keys = useRef(new IdempotencyKeys());
  const { act, isBusy } = useAct();
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { name: name.trim(), query: filterOf(search) };
    const isKept = await act(async () => {
      await keepView({ body, headers: keys.current.headers() });
      await stale("listViews");
    });
    keys.current.done();
    if (isKept) dialog.close();
  };
  return (
    <>
      <Button variant="subtle" className={classes.tool ?? ""} onClick={dialog.open}>
        <BookmarkPlus size={17} aria-hidden />
        <span className={classes.word}>{t("view.keep")}</span>
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("view.keep")}>
        <form onSubmit={keep}>
          <TextInput
            label={t("view.name")}
            description={t("view.hint")}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={60}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={dialog.close}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!name.trim()}>
              {t("common:save")}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
