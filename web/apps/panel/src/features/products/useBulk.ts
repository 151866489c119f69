import { type AdminProductItem, type BulkChange, changeProducts, IdempotencyKeys } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

export type Change = Omit<BulkChange, "ids">;

/** Changes the ticked products together: all of them or none, and once even if the answer is lost. */
export function useBulk(products: AdminProductItem[], onDone: () => void) {
  const { t } = useTranslation(["products", "common"]);
  const { act, isBusy } = useAct();
  const keys = useRef(new IdempotencyKeys());
  const send = async (ids: number[], change: Change): Promise<void> => {
    const body = { ids, ...change };
    await changeProducts({ body, headers: keys.current.headers(body) });
    keys.current.done();
  };
  const refresh = (): Promise<void> =>
    stale("listProductsAsStaff", "listCategoriesAsStaff", "getProductAsStaff", "readDashboard");
  /** Puts each product back to where it was, one call for each state there was. */
  const takeBack = (): Promise<boolean> =>
    act(async () => {
      for (const is_active of [true, false]) {
        const wereSo = products.filter((each) => each.is_active === is_active);
        for (const category_id of new Set(wereSo.map((each) => each.category_id))) {
          const ids = wereSo.filter((each) => each.category_id === category_id).map(({ id }) => id);
          await send(ids, { is_active, category_id });
        }
      }
      await refresh();
    });
  const change = (part: Change): Promise<boolean> =>
    act(async () => {
      await send(
        products.map(({ id }) => id),
        part,
      );
      await refresh();
      onDone();
      const done = t("bulk.done", { count: products.length });
      // A sale may come between a count and its way back, so figures are not put back.
      if ("is_active" in part || "category_id" in part)
        toasts.undo(done, t("common:undo"), () => void takeBack());
      else toasts.done(done);
    });
  return { change, isBusy };
}
