import type { StaffOrderBrief } from "@kiosk/client";
import { type Column, DateTime, Money, type Sort } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OrderStatus } from "../../lib/OrderStatus.tsx";
import { useNotesPayments } from "../../session/useShop.ts";
import classes from "./orders.module.css";
import { PaymentBadge } from "./PaymentBadge.tsx";
import type { OrdersSearch } from "./search.ts";

type Sorted = NonNullable<OrdersSearch["sort"]>;
type Accessor = "created_at" | "total_amount";

const SORTED: Record<Sorted, { accessor: Accessor; direction: "asc" | "desc" }> = {
  newest: { accessor: "created_at", direction: "desc" },
  oldest: { accessor: "created_at", direction: "asc" },
  largest: { accessor: "total_amount", direction: "desc" },
  smallest: { accessor: "total_amount", direction: "asc" },
};

/** How the table shows its order. */
export function sortShown(sort: Sorted = "newest"): Sort<StaffOrderBrief> {
  const { accessor, direction } = SORTED[sort];
  return { columnAccessor: accessor, direction };
}

/** What a press on a column's head asks for: another column begins with its greatest. */
export function sortOf({ columnAccessor, direction }: Sort<StaffOrderBrief>): Sorted | undefined {
  if (columnAccessor === "total_amount") return direction === "desc" ? "largest" : "smallest";
  return direction === "desc" ? undefined : "oldest";
}

/** An order as a row of the table. */
export function useColumns(): Column<StaffOrderBrief>[] {
  const { t } = useTranslation("orders");
  const notesPayments = useNotesPayments();
  const payment: Column<StaffOrderBrief> = {
    accessor: "payment",
    title: t("payment.title"),
    render: (order) => <PaymentBadge state={order.payment} />,
  };
  return [
    {
      accessor: "number",
      title: t("number"),
      width: 110,
      render: ({ id, number }) => (
        <Link to="/orders/$id" params={{ id: String(id) }} className={classes.number ?? ""}>
          {t("numbered", { number })}
        </Link>
      ),
    },
    {
      accessor: "created_at",
      title: t("placed"),
      sortable: true,
      noWrap: true,
      render: (order) => <DateTime at={order.created_at} />,
    },
    {
      accessor: "customer_name",
      title: t("buyer"),
      ellipsis: true,
      render: (order) => order.customer_name,
    },
    {
      accessor: "status",
      title: t("state"),
      render: ({ status, late }) => <OrderStatus status={status} late={late} />,
    },
    ...(notesPayments ? [payment] : []),
    { accessor: "item_count", title: t("items"), textAlign: "right" },
    {
      accessor: "total_amount",
      title: t("total"),
      textAlign: "right",
      sortable: true,
      render: (order) => <Money amount={order.total_amount} currency={order.currency} />,
    },
  ];
}
