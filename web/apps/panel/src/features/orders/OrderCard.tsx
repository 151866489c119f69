import type { StaffOrderBrief } from "@kiosk/client";
import { DateTime, Money } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrderStatus } from "./OrderStatus.tsx";
import classes from "./orders.module.css";

/** An order in the list, on a phone. */
export function OrderCard({ order }: { order: StaffOrderBrief }) {
  const { t } = useTranslation("orders");
  return (
    <Link to="/orders/$id" params={{ id: String(order.id) }} className={classes.card ?? ""}>
      <span className={classes.cardLine}>
        <strong>{t("numbered", { number: order.number })}</strong>
        <strong>
          <Money amount={order.total_amount} currency={order.currency} />
        </strong>
      </span>
      <span className={classes.cardLine}>
        <span className={classes.muted}>
          <DateTime at={order.created_at} />
        </span>
        <OrderStatus status={order.status} />
      </span>
    </Link>
  );
}
