import { listProductsAsStaffOptions } from "@kiosk/client/queries";
import { DataList, EmptyState, ErrorState, PageHeader, Sheet, useSelection } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Package, Plus } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BulkBar } from "./BulkBar.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { ProductCard } from "./ProductCard.tsx";
import classes from "./products.module.css";
import { isFiltered, lastList, type ProductsSearch, queryOf } from "./search.ts";
import { sortOf, sortShown, useColumns } from "./useColumns.tsx";

const route = getRouteApi("/shell/products");
const SIZE = 25;

/** All products, hidden ones too; price and stock are changed where they stand. */
export function ProductsPage() {
  const { t } = useTranslation("products");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const page = search.page ?? 1;
  const found = useQuery(listProductsAsStaffOptions({ query: { ...queryOf(search), page, size: SIZE } }));
  const { selected, select, toggle, isSelected } = useSelection(found.data?.items, search);
  useEffect(() => {
    lastList.search = search;
  }, [search]);
  const change = (part: Partial<ProductsSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...part, page: 1 }), replace: true });
  const add = (
    <Button
      component={Link}
      to="/products/new"
      className={classes.add ?? ""}
      leftSection={<Plus size={17} aria-hidden />}
    >
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} actions={add} />
      <FilterBar search={search} onChange={change} />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(product) => (
              <ProductCard
                product={product}
                isSelected={isSelected(product)}
                onSelect={() => toggle(product)}
              />
            )}
            idOf={(product) => product.id}
            onOpen={(product) => navigate({ to: "/products/$id", params: { id: String(product.id) } })}
            total={found.data?.total ?? 0}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: (before) => ({ ...before, page: next }) })}
            isFetching={found.isFetching}
            sort={sortShown(search.sort)}
            onSort={(sort) => change({ sort: sortOf(sort) })}
            selected={selected}
            onSelect={select}
            empty={
              <EmptyState
                icon={<Package size={26} />}
                title={t(isFiltered(search) ? "empty.filtered" : "empty.title")}
                action={
                  isFiltered(search) ? (
                    <Button variant="default" onClick={() => navigate({ search: {} })}>
                      {t("filter.all")}
                    </Button>
                  ) : (
                    add
                  )
                }
              />
            }
          />
        )}
      </Sheet>
      {selected.length > 0 && <BulkBar products={selected} onDone={() => select([])} />}
    </>
  );
}
