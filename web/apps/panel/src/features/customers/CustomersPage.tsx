import { listCustomersOptions } from "@kiosk/client/queries";
import { DataList, EmptyState, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { CustomerCard } from "./CustomerCard.tsx";
import { CustomerFilters } from "./CustomerFilters.tsx";
import { CustomersOut } from "./CustomersOut.tsx";
import { type CustomersSearch, lastList } from "./search.ts";
import { useColumns } from "./useColumns.tsx";

const route = getRouteApi("/shell/customers");
const SIZE = 25;

/** Everybody who has spoken to the bot or bought something; who bought last comes first. */
export function CustomersPage() {
  const { t } = useTranslation("customers");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const may = useMay();
  const { page = 1, text, tag, blocked, sort } = search;
  const query = {
    page,
    size: SIZE,
    ...(text && { text }),
    ...(tag && { tag }),
    ...(blocked && { blocked }),
    ...(sort && { sort }),
  };
  const found = useQuery(listCustomersOptions({ query }));
  useEffect(() => {
    lastList.search = search;
  }, [search]);
  const change = (part: Partial<CustomersSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...part, page: 1 }), replace: true });
  const isFiltered = !!(text || tag || blocked);
  return (
    <>
      <PageHeader title={t("title")} actions={may("customers.export") && <CustomersOut search={search} />} />
      <CustomerFilters search={search} onChange={change} />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(customer) => <CustomerCard customer={customer} />}
            idOf={(customer) => customer.id}
            onOpen={({ id }) => navigate({ to: "/customers/$id", params: { id: String(id) } })}
            total={found.data?.total ?? 0}
            isTotalExact={found.data?.is_total_exact}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: (before) => ({ ...before, page: next }) })}
            isFetching={found.isFetching}
            empty={
              <EmptyState
                icon={<Users size={26} />}
                title={t(isFiltered ? "empty.filtered" : "empty.title")}
                text={t(isFiltered ? "empty.widen" : "empty.text")}
              />
            }
          />
        )}
      </Sheet>
    </>
  );
}
