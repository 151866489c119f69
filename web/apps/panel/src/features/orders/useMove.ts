import { changeOrder, type StaffOrder, type Status, undoMove } from "@kiosk/client";
import { readOrderQueryKey } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import type { MoveDetails } from "./MoveDialog.tsx";
import { UNDO_SECONDS } from "./status.ts";

/** Somebody was quicker, or the answer was lost on its way and the move took place: see how the orders stand. */
export function lookAgain(error: unknown): never {
  void stale("readOrder", "listOrders");
  throw error;
}

/** Put the order that the server answered with in place of the one shown. */
export function showOrder(order: StaffOrder): void {
  queries.setQueryData(readOrderQueryKey({ path: { order_id: order.id } }), order);
  void stale("listOrders", "readDashboard");
}

/** Moves the order on and offers to take it back; whoever comes second is told and sees how it stands. */
export function useMove(order: StaffOrder) {
  const { t } = useTranslation(["orders", "common"]);
  const { act, isBusy } = useAct();
  const path = { order_id: order.id };
  const change = (body: Parameters<typeof changeOrder>[0]["body"]): Promise<StaffOrder> =>
    changeOrder({ path, body: { ...body, version: order.version } }).catch(lookAgain);
  const undo = (version: number): Promise<boolean> =>
    act(async () => {
      const back = await undoMove({ path, body: { version } }).catch(lookAgain);
      showOrder(back);
      toasts.done(t("undone", { status: t(`status.${back.status}`) }));
    });
  const move = (status: Status, { note, tracking }: MoveDetails = {}): Promise<boolean> =>
    act(async () => {
      const moved = await change({
        status,
        ...(note && { note }),
        ...(tracking && { tracking_number: tracking }),
      });
      showOrder(moved);
      const message = t("moved", { status: t(`status.${status}`) });
      const { undo: window } = moved;
      if (!window) return toasts.done(message);
      toasts.undo(message, t("common:undo"), () => void undo(window.version), UNDO_SECONDS);
    });
  const track = (tracking_number: string): Promise<boolean> =>
    act(async () => showOrder(await change({ tracking_number })));
  return { move, track, isBusy };
}
