import type { Dashboard } from "@kiosk/client";
import { readDashboardOptions } from "@kiosk/client/queries";
import { ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { memo, useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useLiveEvents } from "../../lib/useLiveEvents.ts";
import { DaysSheet } from "./DaysSheet.tsx";
import { FigureTiles } from "./FigureTiles.tsx";
import { LowStockSheet } from "./LowStockSheet.tsx";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { ShopDoor } from "./ShopDoor.tsx";
import { TodoTiles } from "./TodoTiles.tsx";
import { TopProducts } from "./TopProducts.tsx";
import classes from "./today.module.css";

const route = getRouteApi("/shell/today");

/** What needs doing now, and how the days went. */
export function TodayPage() {
  const { t } = useTranslation("today");
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  // Without days of its own the page shows the server's usual ones: only the server knows which day it is there.
  const query = from && to ? { from, to } : {};
  const { data: newest, error, refetch, isPlaceholderData } = useQuery(readDashboardOptions({ query }));
  // New figures are drawn in slices: a press is heard while they come.
  const data = useDeferredValue(newest);
  useLiveEvents(() => void stale("readDashboard", "listLowStock"));
  if (error && !newest) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader title={t("title")} aside={<ShopDoor />} />
      <section aria-label={t("todo.title")} aria-busy={!data} className={classes.needs}>
        <Needs todo={data?.todo} />
      </section>
      <PeriodPicker
        value={from && to ? { from, to } : data && { from: data.from, to: data.to }}
        onChange={(chosen) => navigate({ search: chosen, replace: true })}
      />
      <div className={classes.figures} aria-busy={!data || isPlaceholderData}>
        <Figures data={data} />
      </div>
    </>
  );
}

const Needs = memo(TodoTiles);

const Figures = memo(function Figures({ data }: { data: Dashboard | undefined }) {
  const { t } = useTranslation("today");
  return (
    <>
      <FigureTiles data={data} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <DaysSheet data={data} />
          <LowStockSheet />
        </div>
        <Sheet title={t("top")}>
          <TopProducts data={data} />
        </Sheet>
      </div>
    </>
  );
});
