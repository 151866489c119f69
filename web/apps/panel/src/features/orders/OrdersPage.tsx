import { listOrdersOptions } from "@kiosk/client/queries";
import { DataList, EmptyState, ErrorState, PageHeader, Sheet, useSelection } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ClipboardList } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useLiveEvents } from "../../lib/useLiveEvents.ts";
import { whenAsked } from "../../lib/whenAsked.tsx";
import { useMay } from "../../session/me.ts";
import { FilterBar } from "./FilterBar.tsx";
import { OrderCard } from "./OrderCard.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { SoundSwitch } from "./SoundSwitch.tsx";
import { StatusTabs } from "./StatusTabs.tsx";
import { asked, filterOf, isFiltered, lastList, type OrdersSearch } from "./search.ts";
import { sortOf, sortShown, useColumns } from "./useColumns.tsx";

const route = getRouteApi("/shell/orders");
const BulkBar = whenAsked(async () => (await import("./BulkBar.tsx")).BulkBar);
const SIZE = 25;

/** The orders that the address asks for; new ones come in by themselves. */
export function OrdersPage() {
  const { t } = useTranslation("orders");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const columns = useColumns();
  const page = search.page ?? 1;
  const found = useQuery(listOrdersOptions({ query: { ...filterOf(search), page, size: SIZE } }));
  const { selected, select, toggle, isSelected } = useSelection(found.data?.items, search);
  useLiveEvents(() => void stale("listOrders"));
  useEffect(() => {
    lastList.search = search;
  }, [search]);
  const change = (part: Partial<OrdersSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...part, page: part.page ?? 1 }), replace: true });
  const canMove = may("orders.move");
  return (
    <>
      <PageHeader title={t("title")} aside={<SoundSwitch />} />
      <StatusTabs value={asked(search.status)} onChange={(status) => change({ status })} />
      <SavedViews search={search} onOpen={(view) => navigate({ search: view })} />
      <FilterBar search={search} onChange={change} onClear={() => navigate({ search: {} })} />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(order) => (
              <OrderCard
                order={order}
                isSelected={isSelected(order)}
                onSelect={canMove ? () => toggle(order) : undefined}
              />
            )}
            idOf={(order) => order.id}
            onOpen={(order) => navigate({ to: "/orders/$id", params: { id: String(order.id) } })}
            total={found.data?.total ?? 0}
            isTotalExact={found.data?.is_total_exact}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: (before) => ({ ...before, page: next }) })}
            isFetching={found.isFetching}
            sort={sortShown(search.sort)}
            onSort={(sort) => change({ sort: sortOf(sort) })}
            {...(canMove && { selected, onSelect: select })}
            empty={<NoOrders isFiltered={isFiltered(search)} />}
          />
        )}
      </Sheet>
      <BulkBar orders={selected} isOpen={selected.length > 0} onClose={() => select([])} />
    </>
  );
}

function NoOrders({ isFiltered: narrowed }: { isFiltered: boolean }) {
  const { t } = useTranslation("orders");
  return (
    <EmptyState
      icon={<ClipboardList size={26} />}
      title={t(narrowed ? "empty.filtered" : "empty.title")}
      text={t(narrowed ? "empty.widen" : "empty.text")}
    />
  );
}
