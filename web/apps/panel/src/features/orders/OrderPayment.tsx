import type { StaffOrder } from "@kiosk/client";
import { Money } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { PaymentBadge } from "./PaymentBadge.tsx";
import { PaymentDeeds } from "./PaymentDeeds.tsx";
import { PaymentEntries } from "./PaymentEntries.tsx";
import classes from "./payment.module.css";
import { usePayments } from "./usePayments.ts";

/** What was paid for it, what is still due or to be given back, and how each payment came. */
export function OrderPayment({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  const deeds = usePayments(order);
  const { payments, currency } = order;
  const toReturn = payments.state === "to-return";
  const open = toReturn ? payments.return_amount : payments.due_amount;
  const isOpen = toReturn || payments.state === "unpaid" || payments.state === "partly-paid";
  return (
    <>
      <div className={classes.standing}>
        <p className={classes.sums}>
          {isOpen && (
            <strong>
              {t(toReturn ? "payment.toReturn" : "payment.due")} <Money amount={open} currency={currency} />
            </strong>
          )}
          {(!isOpen || payments.state === "partly-paid") && (
            <span className={isOpen ? classes.muted : classes.settled}>
              {t("payment.paid")} <Money amount={payments.paid_amount} currency={currency} />
            </span>
          )}
        </p>
        {!toReturn && <PaymentBadge state={payments.state} />}
      </div>
      {toReturn && <p className={classes.hint}>{t(`payment.why.${order.status as "cancelled"}`)}</p>}
      {isOpen && may("payments.note") && (
        <PaymentDeeds
          open={open}
          currency={currency}
          isReturn={toReturn}
          isBusy={deeds.isBusy}
          onNote={(payment) => deeds.note(payment, toReturn)}
        />
      )}
      <PaymentEntries
        order={order}
        isBusy={deeds.isBusy}
        onTakeBack={may("payments.note") ? deeds.takeBack : undefined}
      />
    </>
  );
}
