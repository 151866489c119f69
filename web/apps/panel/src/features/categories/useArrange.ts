import { type AdminCategories, type AdminCategory, arrangeCategories } from "@kiosk/client";
import { listCategoriesAsStaffOptions } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

/** Puts the whole tree into another order: at once on the page, then at the server, with a way back. */
export function useArrange() {
  const { t } = useTranslation(["categories", "common"]);
  const { act, isBusy } = useAct();
  const put = (wanted: readonly AdminCategory[]): Promise<boolean> =>
    act(async () => {
      const { queryKey } = listCategoriesAsStaffOptions();
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<AdminCategories>(queryKey, { items: [...wanted] });
      try {
        await arrangeCategories({
          body: { items: wanted.map(({ id, parent_id }) => ({ id, parent_id })) },
        });
      } finally {
        await stale("listCategoriesAsStaff");
      }
    });
  const arrange = async (
    before: readonly AdminCategory[],
    wanted: readonly AdminCategory[],
  ): Promise<void> => {
    if (wanted === before || !(await put(wanted))) return;
    toasts.undo(t("moved"), t("common:undo"), () => void put(before));
  };
  return { arrange, isBusy };
}
