import { listOrdersOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, Money, Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrderStatus } from "../../lib/OrderStatus.tsx";
import { useMay } from "../../session/me.ts";
import classes from "./customer.module.css";

const SHOWN = 5;

/** The customer's latest orders, and the way to all of them. */
export function CustomerOrders({ id }: { id: number }) {
  const { t } = useTranslation(["customers", "orders"]);
  const may = useMay();
  const query = { customer_id: id, size: SHOWN };
  const { data, error, refetch } = useQuery({
    ...listOrdersOptions({ query }),
    enabled: may("orders.view"),
    placeholderData: undefined,
  });
  if (!may("orders.view")) return null;
  const all = data && data.total > SHOWN && (
    <Link to="/orders" search={{ customer: id }}>
      {t("allOrders", { count: data.total })}
    </Link>
  );
  return (
    <Sheet title={t("orders")} actions={all}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={120} />}
      {data?.total === 0 && <p className={classes.muted}>{t("noOrders")}</p>}
      <ul className={classes.orders}>
        {data?.items.map((order) => (
          <li key={order.id}>
            <Link to="/orders/$id" params={{ id: String(order.id) }}>
              <strong>{t("orders:numbered", { number: order.number })}</strong>
              <span className={classes.muted}>
                <DateTime at={order.created_at} style="date" />
              </span>
              <OrderStatus status={order.status} />
              <span className={classes.sum}>
                <Money amount={order.total_amount} currency={order.currency} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
