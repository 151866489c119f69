import type { LowStock } from "@kiosk/client";
import { listLowStockOptions } from "@kiosk/client/queries";
import { formatNumber } from "@kiosk/format";
import { type Column, DataList, EmptyState, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./figures.module.css";
import { DaysLeft, LowStockLine } from "./LowStockLine.tsx";

const route = getRouteApi("/shell/low-stock");
const SIZE = 25;

/** All that runs low by its threshold or will be gone within a week, what is gone soonest first. */
export function LowStockPage() {
  const { t } = useTranslation("today");
  const { page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const found = useQuery(listLowStockOptions({ query: { page, size: SIZE } }));
  return (
    <>
      <PageHeader
        title={t("low.title")}
        text={t("low.text")}
        back={(props) => <Link to="/today" {...props} />}
      />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(item) => (
              <div className={classes.lowCard}>
                <LowStockLine item={item} />
              </div>
            )}
            idOf={(item) => item.variant_id}
            total={found.data?.total ?? 0}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: { page: next } })}
            isFetching={found.isFetching}
            empty={<EmptyState icon={<PackageCheck size={26} />} title={t("low.none")} />}
          />
        )}
      </Sheet>
    </>
  );
}

function useColumns(): Column<LowStock>[] {
  const { t } = useTranslation("today");
  const language = useLanguage();
  return [
    {
      accessor: "product_name",
      title: t("low.product"),
      render: (item) => <LowStockLine item={item} isBare />,
    },
    { accessor: "sku", title: t("low.sku") },
    { accessor: "on_hand", title: t("low.onHand"), textAlign: "right" },
    {
      accessor: "sold_per_day",
      title: t("low.perDay"),
      textAlign: "right",
      render: ({ sold_per_day }) => formatNumber(sold_per_day, language, 2),
    },
    { accessor: "days_left", title: t("low.lasts"), render: (item) => <DaysLeft item={item} /> },
  ];
}
