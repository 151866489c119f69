import { type BulkOutcome, moveOrders, type StaffOrderBrief, type Status, undoMoves } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { UNDO_SECONDS } from "./status.ts";
import { lookAgain } from "./useMove.ts";

/** Says how many orders stayed as they were, and why the first of them did. */
export function tellRefused(results: BulkOutcome[], t: TFunction<["orders", "common"]>): void {
  const refused = results.filter(({ outcome }) => outcome === "refused");
  const first = refused[0];
  if (!first) return;
  const said = { count: refused.length, number: first.number ?? first.id, reason: first.detail ?? "" };
  toasts.refused(new Error(t("bulk.refused", said)), "");
}

/** Moves many orders at once; what was moved can be taken back, what was refused is said with its reason. */
export function useBulkMove(onDone: () => void) {
  const { t } = useTranslation(["orders", "common"]);
  const { act, isBusy } = useAct();
  const undo = (results: BulkOutcome[]): Promise<boolean> =>
    act(async () => {
      const orders = results.flatMap(({ id, version, outcome }) =>
        outcome === "moved" && version !== null ? [{ id, version }] : [],
      );
      const back = await undoMoves({ body: { orders } }).catch(lookAgain);
      await stale("listOrders", "readOrder");
      if (back.undone > 0) toasts.done(t("bulk.undone", { count: back.undone }));
      tellRefused(back.results, t);
    });
  const move = (orders: StaffOrderBrief[], status: Status, note = ""): Promise<boolean> =>
    act(async () => {
      const body = { ids: orders.map(({ id }) => id), status, ...(note && { note }) };
      const { results, moved } = await moveOrders({ body }).catch(lookAgain);
      onDone();
      await stale("listOrders", "readOrder");
      if (moved > 0) {
        const message = t("bulk.moved", { count: moved, status: t(`status.${status}`) });
        toasts.undo(message, t("common:undo"), () => void undo(results), UNDO_SECONDS);
      }
      tellRefused(results, t);
    });
  return { move, isBusy };
}
