import type { CustomerBrief } from "@kiosk/client";
import { DateTime, Money } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./customers.module.css";
import { Tags } from "./Tags.tsx";

/** A customer in the list, on a phone. */
export function CustomerCard({ customer }: { customer: CustomerBrief }) {
  const { t } = useTranslation("customers");
  const { id, name, phone, order_count, total_spent, currency, last_order_at } = customer;
  return (
    <Link to="/customers/$id" params={{ id: String(id) }} className={classes.card ?? ""}>
      <span className={classes.line}>
        <strong>{name}</strong>
        <strong>
          <Money amount={total_spent} currency={currency} />
        </strong>
      </span>
      <span className={classes.line}>
        <span className={classes.muted}>
          {t("ordersOf", { count: order_count })}
          {last_order_at && (
            <>
              {" · "}
              <DateTime at={last_order_at} relative />
            </>
          )}
        </span>
        <span className={classes.muted}>{phone}</span>
      </span>
      {(customer.blocked || customer.tags.length > 0) && <Tags customer={customer} />}
    </Link>
  );
}
