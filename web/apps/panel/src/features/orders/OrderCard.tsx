import type { StaffOrderBrief } from "@kiosk/client";
import { DateTime, Money } from "@kiosk/ui/parts";
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrderStatus } from "../../lib/OrderStatus.tsx";
import card from "./card.module.css";
import classes from "./orders.module.css";

interface OrderCardProps {
  order: StaffOrderBrief;
  isSelected: boolean;
  /** Missing for who may not move orders. */
  onSelect?: (() => void) | undefined;
}

/** An order in the list, on a phone. */
export function OrderCard({ order, isSelected, onSelect }: OrderCardProps) {
  const { t } = useTranslation("orders");
  return (
    <div className={card.card} data-selected={isSelected || undefined}>
      {onSelect && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the box within is its control; the label is the thumb's target
        <label className={card.tick}>
          <Checkbox
            checked={isSelected}
            onChange={onSelect}
            aria-label={t("bulk.select", { number: order.number })}
          />
        </label>
      )}
      <Link to="/orders/$id" params={{ id: String(order.id) }} className={card.link ?? ""}>
        <span className={card.line}>
          <strong>{t("numbered", { number: order.number })}</strong>
          <strong>
            <Money amount={order.total_amount} currency={order.currency} />
          </strong>
        </span>
        <span className={card.line}>
          <span className={card.buyer}>{order.customer_name}</span>
          <OrderStatus status={order.status} />
        </span>
        <span className={card.line}>
          <span className={classes.muted}>
            <DateTime at={order.created_at} /> · {t("pieces", { count: order.item_count })}
          </span>
          {order.late && <span className={classes.late}>{t("late")}</span>}
          {order.payment && order.payment !== "paid" && (
            <span className={classes.late} data-owed={order.payment === "to-return" || undefined}>
              {t(`payment.state.${order.payment}`)}
            </span>
          )}
        </span>
      </Link>
    </div>
  );
}
