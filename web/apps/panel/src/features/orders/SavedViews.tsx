import { forgetView, IdempotencyKeys, type KeptView, keepView } from "@kiosk/client";
import { listViewsOptions } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { BookmarkPlus, X } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./orders.module.css";
import { filterOf, isFiltered, isSameList, type OrdersSearch, searchOf } from "./search.ts";

interface SavedViewsProps {
  search: OrdersSearch;
  onOpen: (search: OrdersSearch) => void;
}

/** Selections that the person keeps under a name, and the way to keep the present one. */
export function SavedViews({ search, onOpen }: SavedViewsProps) {
  const { t } = useTranslation("orders");
  const { data } = useQuery(listViewsOptions());
  const views = data?.items ?? [];
  const here = views.find((view) => isSameList(searchOf(view.query), search));
  const isNew = !here && (isFiltered(search) || search.sort !== undefined) && data !== undefined;
  if (views.length === 0 && !isNew) return null;
  return (
    <fieldset className={classes.views} aria-label={t("view.title")}>
      {views.map((view) => (
        <View key={view.id} view={view} isHere={view === here} onOpen={onOpen} />
      ))}
      {isNew && <KeepButton search={search} />}
    </fieldset>
  );
}

interface ViewProps {
  view: KeptView;
  isHere: boolean;
  onOpen: (search: OrdersSearch) => void;
}

function View({ view, isHere, onOpen }: ViewProps) {
  const { t } = useTranslation(["orders", "common"]);
  const { act } = useAct();
  const bringBack = (): Promise<boolean> =>
    act(async () => {
      await keepView({ body: { name: view.name, query: view.query } });
      await stale("listViews");
    });
  const forget = (): Promise<boolean> =>
    act(async () => {
      await forgetView({ path: { view_id: view.id } });
      await stale("listViews");
      toasts.undo(t("view.forgotten", { name: view.name }), t("common:undo"), bringBack);
    });
  return (
    <span className={classes.view} data-here={isHere || undefined}>
      <button type="button" aria-pressed={isHere} onClick={() => onOpen(isHere ? {} : searchOf(view.query))}>
        {view.name}
      </button>
      {isHere && (
        <button type="button" aria-label={t("view.forget", { name: view.name })} onClick={forget}>
          <X size={15} aria-hidden />
        </button>
      )}
    </span>
  );
}

function KeepButton({ search }: { search: OrdersSearch }) {
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
      <button type="button" className={classes.keep} onClick={dialog.open}>
        <BookmarkPlus size={16} aria-hidden />
        {t("view.keep")}
      </button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t("view.keep")}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
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
