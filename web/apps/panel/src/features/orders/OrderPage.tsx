import { readOrderOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrderBuyer } from "./OrderBuyer.tsx";
import { OrderHistory } from "./OrderHistory.tsx";
import { OrderItems } from "./OrderItems.tsx";
import { OrderMoves } from "./OrderMoves.tsx";
import { OrderStatus } from "./OrderStatus.tsx";
import classes from "./orders.module.css";

const route = getRouteApi("/shell/orders/$id");

/** One order: what was bought, by whom, what happened, what comes next. */
export function OrderPage() {
  const { t } = useTranslation("orders");
  const { id } = route.useParams();
  const { data: order, error, refetch } = useQuery(readOrderOptions({ path: { order_id: Number(id) } }));
  if (error && !order) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        back={(props) => <Link to="/orders" search={{ page: 1, status: undefined }} {...props} />}
        title={order ? t("titled", { number: order.number }) : <Skeleton height={26} width={160} />}
        aside={order && <OrderStatus status={order.status} />}
        text={order && <DateTime at={order.created_at} style="full" />}
        actions={order && <OrderMoves order={order} />}
      />
      <div className={classes.columns}>
        <Sheet title={t("items")}>{order ? <OrderItems order={order} /> : <Skeleton height={120} />}</Sheet>
        <div className={classes.column}>
          <Sheet title={t("buyer")}>{order ? <OrderBuyer order={order} /> : <Skeleton height={90} />}</Sheet>
          <Sheet title={t("history")}>
            {order ? <OrderHistory order={order} /> : <Skeleton height={90} />}
          </Sheet>
        </div>
      </div>
    </>
  );
}
