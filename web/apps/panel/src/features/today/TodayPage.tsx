import { readDashboardOptions } from "@kiosk/client/queries";
import { ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useLiveEvents } from "../../lib/useLiveEvents.ts";
import { DayChart } from "./DayChart.tsx";
import { FigureTiles } from "./FigureTiles.tsx";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { lastDays, type Period } from "./period.ts";
import { ShopDoor } from "./ShopDoor.tsx";
import { TodoList } from "./TodoList.tsx";
import { TopProducts } from "./TopProducts.tsx";
import classes from "./today.module.css";

const route = getRouteApi("/shell/today");

/** What needs doing now, and how the days went. */
export function TodayPage() {
  const { t } = useTranslation("today");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period: Period = {
    ...lastDays(7),
    ...(search.from && search.to ? { from: search.from, to: search.to } : {}),
  };
  const { data, error, refetch } = useQuery(readDashboardOptions({ query: period }));
  useLiveEvents(() => void stale("readDashboard"));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader title={t("title")} actions={<ShopDoor />} />
      <Sheet title={t("todo.title")} className={classes.needs}>
        {data ? <TodoList todo={data.todo} /> : <Skeleton height={96} />}
      </Sheet>
      <PeriodPicker value={period} onChange={(chosen) => navigate({ search: chosen, replace: true })} />
      {data ? <FigureTiles data={data} /> : <Skeleton height={112} className={classes.tilesSkeleton} />}
      <div className={classes.columns}>
        <Sheet title={t("byDay")}>{data ? <DayChart data={data} /> : <Skeleton height={206} />}</Sheet>
        <Sheet title={t("top")}>{data ? <TopProducts data={data} /> : <Skeleton height={206} />}</Sheet>
      </div>
    </>
  );
}
