import type { StaffOrderBrief } from "@kiosk/client";
import { listOrdersOptions } from "@kiosk/client/queries";
import {
  type Column,
  DataList,
  DateTime,
  EmptyState,
  ErrorState,
  Money,
  PageHeader,
  Sheet,
} from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ClipboardList } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OrderCard } from "./OrderCard.tsx";
import { OrderStatus } from "./OrderStatus.tsx";
import { StatusTabs } from "./StatusTabs.tsx";

const route = getRouteApi("/shell/orders");
const SIZE = 20;

/** All orders, the newest first, or those in one status. */
export function OrdersPage() {
  const { t } = useTranslation("orders");
  const { page = 1, status, from, to, late, undelivered } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const found = useQuery(
    listOrdersOptions({
      query: {
        page,
        size: SIZE,
        created_from: from,
        created_to: to,
        late,
        undelivered,
        ...(status ? { status: [status] } : {}),
      },
    }),
  );
  return (
    <>
      <PageHeader title={t("title")} />
      <StatusTabs value={status} onChange={(chosen) => navigate({ search: { page: 1, status: chosen } })} />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(order) => <OrderCard order={order} />}
            idOf={(order) => order.id}
            onOpen={(order) => navigate({ to: "/orders/$id", params: { id: String(order.id) } })}
            total={found.data?.total ?? 0}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: (before) => ({ ...before, page: next }) })}
            isFetching={found.isFetching}
            empty={
              <EmptyState
                icon={<ClipboardList size={26} />}
                title={t(status ? "empty.filtered" : "empty.title")}
                text={status ? undefined : t("empty.text")}
              />
            }
          />
        )}
      </Sheet>
    </>
  );
}

function useColumns(): Column<StaffOrderBrief>[] {
  const { t } = useTranslation("orders");
  return [
    {
      accessor: "number",
      title: t("number"),
      render: ({ id, number }) => (
        <Link to="/orders/$id" params={{ id: String(id) }}>
          {t("numbered", { number })}
        </Link>
      ),
    },
    { accessor: "created_at", title: t("placed"), render: (order) => <DateTime at={order.created_at} /> },
    { accessor: "status", title: t("state"), render: ({ status }) => <OrderStatus status={status} /> },
    {
      accessor: "total_amount",
      title: t("total"),
      textAlign: "right",
      render: (order) => <Money amount={order.total_amount} currency={order.currency} />,
    },
  ];
}
