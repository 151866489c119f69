import type { ProductListItem } from "@kiosk/client";
import { listProductsOptions } from "@kiosk/client/queries";
import { formatMoney } from "@kiosk/format";
import {
  type Column,
  DataList,
  EmptyState,
  ErrorState,
  PageHeader,
  Sheet,
  StatusBadge,
} from "@kiosk/ui/parts";
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Package, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import { ProductCard, ProductPicture } from "./ProductCard.tsx";

const route = getRouteApi("/shell/products");
const SIZE = 20;

/** The products on sale, found by their words. */
export function ProductsPage() {
  const { t } = useTranslation("products");
  const lang = useLanguage();
  const { page = 1, text } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const query = { page, size: SIZE, lang, ...(text ? { search: text } : {}) };
  const found = useQuery(listProductsOptions({ query }));
  const search = useDebouncedCallback((wanted: string) => {
    void navigate({ search: { page: 1, text: wanted || undefined }, replace: true });
  }, 250);
  return (
    <>
      <PageHeader title={t("title")} />
      <TextInput
        key={text === undefined ? "none" : "some"}
        defaultValue={text}
        onChange={(event) => search(event.currentTarget.value)}
        placeholder={t("search")}
        aria-label={t("search")}
        leftSection={<Search size={17} />}
        type="search"
        maw={420}
        mb="md"
      />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(product) => <ProductCard product={product} />}
            idOf={(product) => product.id}
            total={found.data?.total ?? 0}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: (before) => ({ ...before, page: next }) })}
            isFetching={found.isFetching}
            empty={
              <EmptyState icon={<Package size={26} />} title={t(text ? "empty.filtered" : "empty.title")} />
            }
          />
        )}
      </Sheet>
    </>
  );
}

function useColumns(): Column<ProductListItem>[] {
  const { t } = useTranslation("products");
  const language = useLanguage();
  return [
    {
      accessor: "picture",
      title: <span className="visually-hidden">{t("picture")}</span>,
      width: 72,
      render: (product) => <ProductPicture product={product} />,
    },
    { accessor: "name", title: t("name") },
    { accessor: "variant_count", title: t("variants"), textAlign: "right" },
    {
      accessor: "in_stock",
      title: t("stock"),
      render: ({ in_stock }) => (
        <StatusBadge tone={in_stock ? "good" : "bad"}>{t(in_stock ? "inStock" : "soldOut")}</StatusBadge>
      ),
    },
    {
      accessor: "price_from",
      title: t("price"),
      textAlign: "right",
      render: ({ price_from, price_to, currency }) => (
        <span className="tabular">
          {formatMoney(price_from, currency, language)}
          {price_from !== price_to && ` – ${formatMoney(price_to, currency, language)}`}
        </span>
      ),
    },
  ];
}
