import type { StaffOrder } from "@kiosk/client";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./order.module.css";

/** Who bought it, how to reach them, and what they asked for. */
export function OrderBuyer({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  return (
    <dl className={classes.facts}>
      <dt>{t("name")}</dt>
      <dd>
        {may("customers.view") ? (
          <Link to="/customers/$id" params={{ id: String(order.user_id) }}>
            {order.customer_name}
          </Link>
        ) : (
          order.customer_name
        )}
      </dd>
      <dt>{t("phone")}</dt>
      <dd className="tabular">
        <a href={`tel:${order.customer_phone}`}>{order.customer_phone}</a>
      </dd>
      {order.comment && (
        <>
          <dt>{t("comment")}</dt>
          <dd className={classes.comment}>{order.comment}</dd>
        </>
      )}
    </dl>
  );
}
