import { forgetView, type KeptView, keepView } from "@kiosk/client";
import { listViewsOptions } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./orders.module.css";
import { isFiltered, isSameList, type OrdersSearch, searchOf } from "./search.ts";

interface SavedViewsProps {
  search: OrdersSearch;
  onOpen: (search: OrdersSearch) => void;
}

/** Selections that the person keeps under a name, each one press away. */
export function SavedViews({ search, onOpen }: SavedViewsProps) {
  const { t } = useTranslation("orders");
  const { data } = useQuery(listViewsOptions());
  const views = data?.items ?? [];
  if (views.length === 0) return null;
  return (
    <fieldset className={classes.views} aria-label={t("view.title")}>
      {views.map((view) => (
        <View key={view.id} view={view} isHere={isSameList(searchOf(view.query), search)} onOpen={onOpen} />
      ))}
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

/** Whether the list is narrowed in a way that isn't kept yet. */
export function useIsNew(search: OrdersSearch): boolean {
  const { data } = useQuery(listViewsOptions());
  const isPlain = !isFiltered(search) && search.sort === undefined;
  return !!data && !isPlain && !data.items.some((view) => isSameList(searchOf(view.query), search));
}
