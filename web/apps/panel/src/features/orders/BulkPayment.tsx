import { type NewPayment, payOrders, type StaffOrderBrief } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { keepMethod } from "./methods.ts";
import { PaymentDialog } from "./PaymentDialog.tsx";
import { tellRefused } from "./useBulkMove.ts";
import { lookAgain } from "./useMove.ts";

interface BulkPaymentProps {
  orders: StaffOrderBrief[];
  onDone: () => void;
}

/** Notes that all that is due for the ticked orders was paid; there for who has ticked one that isn't. */
export function BulkPayment({ orders, onDone }: BulkPaymentProps) {
  const { t } = useTranslation(["orders", "common"]);
  const { act } = useAct();
  const [asks, setAsks] = useState(false);
  const open = orders.filter(({ payment }) => payment === "unpaid" || payment === "partly-paid");
  if (open.length === 0) return null;
  const pay = ({ method }: NewPayment): Promise<boolean> =>
    act(async () => {
      const body = { ids: open.map(({ id }) => id), method };
      const { results, noted } = await payOrders({ body }).catch(lookAgain);
      keepMethod(method);
      onDone();
      await stale("listOrders", "readOrder", "readDashboard");
      if (noted > 0) toasts.done(t("bulk.paid", { count: noted }));
      tellRefused(results, t);
    });
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t("bulk.pay")}
      </Button>
      <PaymentDialog
        title={t("bulk.askPaid", { count: open.length })}
        isOpen={asks}
        onClose={() => setAsks(false)}
        onNote={pay}
      />
    </>
  );
}
