import type { StaffOrder } from "@kiosk/client";
import { Money } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./order.module.css";

/** What was sold, at the prices of that moment. */
export function OrderItems({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  return (
    <>
      <ul className={classes.items}>
        {order.items.map((item) => (
          <li key={item.variant_id}>
            <div>
              <strong>{item.product_name}</strong>
              <span className={classes.muted}>{[item.options, item.sku].filter(Boolean).join(" · ")}</span>
            </div>
            <span className={classes.price}>
              <span className={classes.muted}>
                {item.quantity} × <Money amount={item.price_at_purchase} currency={order.currency} />
              </span>
              <Money amount={item.total} currency={order.currency} />
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.total}>
        <span>{t("total")}</span>
        <Money amount={order.total_amount} currency={order.currency} />
      </p>
    </>
  );
}
