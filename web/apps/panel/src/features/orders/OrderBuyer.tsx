import type { StaffOrder } from "@kiosk/client";
import { useTranslation } from "react-i18next";
import classes from "./orders.module.css";

/** Whom it goes to and where. */
export function OrderBuyer({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  return (
    <dl className={classes.facts}>
      <dt>{t("name")}</dt>
      <dd>{order.customer_name}</dd>
      <dt>{t("phone")}</dt>
      <dd>
        <a href={`tel:${order.customer_phone}`}>{order.customer_phone}</a>
      </dd>
      <dt>{t("address")}</dt>
      <dd>{order.shipping_address}</dd>
      {order.comment && (
        <>
          <dt>{t("comment")}</dt>
          <dd>{order.comment}</dd>
        </>
      )}
      {order.tracking_number && (
        <>
          <dt>{t("tracking")}</dt>
          <dd className="tabular">{order.tracking_number}</dd>
        </>
      )}
    </dl>
  );
}
