import { type BulkOutcome, moveOrders, type StaffOrderBrief, type Status, undoMoves } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { UNDO_SECONDS } from "./status.ts";
import { lookAgain } from "./useMove.ts";

/** Moves many orders at once; what was moved can be taken back, what was refused is said with its reason. */
export function useBulkMove(onDone: () => void) {
  const { t } = useTranslation(["orders", "common"]);
  const { act, isBusy } = useAct();
  const tellRefused = (results: BulkOutcome[]): void => {
    const refused = results.filter(({ outcome }) => outcome === "refused");
    const first = refused[0];
    if (!first) return;
    const said = { count: refused.length, number: first.number ?? first.id, reason: first.detail ?? "" };
    toasts.refused(new Error(t("bulk.refused", said)), "");
  };
  const undo = (results: BulkOutcome[]): Promise<boolean> =>
    act(async () => {
      const orders = results.flatMap(({ id, version, outcome }) =>
        outcome === "moved" && version !== null ? [{ id, version }] : [],
      );
      const back = await undoMoves({ body: { orders } }).catch(lookAgain);
      await stale("listOrders", "readOrder");
      if (back.undone > 0) toasts.done(t("bulk.undone", { count: back.undone }));
      tellRefused(back.results);
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
      tellRefused(results);
    });
  return { move, isBusy };
}
