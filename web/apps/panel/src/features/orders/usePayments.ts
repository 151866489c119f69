import {
  IdempotencyKeys,
  type NewPayment,
  notePayment,
  noteReturn,
  type OrderPayments,
  type StaffOrder,
  takePaymentBack,
} from "@kiosk/client";
import { readOrderQueryKey } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { queries, stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { keepMethod } from "./methods.ts";
import { lookAgain } from "./useMove.ts";

/** Notes what was paid for an order or given back, and takes slips back; whoever comes second sees how it stands. */
export function usePayments({ id }: StaffOrder) {
  const { t } = useTranslation(["orders", "common"]);
  const { act, isBusy } = useAct();
  const keys = useRef(new IdempotencyKeys());
  const path = { order_id: id };
  const show = (payments: OrderPayments): void => {
    queries.setQueryData(readOrderQueryKey({ path }), (order: StaffOrder | undefined) =>
      order ? { ...order, payments } : order,
    );
    void stale("listOrders", "readDashboard");
  };
  const takeBack = (payment_id: number): Promise<boolean> =>
    act(async () => {
      show(await takePaymentBack({ path: { ...path, payment_id } }).catch(lookAgain));
      keys.current.done();
      toasts.done(t("payment.takenBack"));
    });
  const note = (body: NewPayment, isReturn = false): Promise<boolean> =>
    act(async () => {
      const asked = { path, body, headers: keys.current.headers(body) };
      const noted = await (isReturn ? noteReturn(asked) : notePayment(asked)).catch(lookAgain);
      keys.current.done();
      keepMethod(body.method);
      show(noted);
      const made = noted.entries.at(-1)?.id;
      const undo = (): void => void (made !== undefined && takeBack(made));
      toasts.undo(t(isReturn ? "payment.returned" : "payment.noted"), t("common:undo"), undo);
    });
  return { note, takeBack, isBusy };
}
