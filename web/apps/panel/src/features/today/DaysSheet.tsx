import type { Dashboard } from "@kiosk/client";
import { Sheet } from "@kiosk/ui/parts";
import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DayChart } from "./DayChart.tsx";
import { DayTable } from "./DayTable.tsx";
import classes from "./figures.module.css";

/** Sales by day: drawn, or as a table whose every day can be reached by keyboard. */
export function DaysSheet({ data }: { data: Dashboard | undefined }) {
  const { t } = useTranslation("today");
  const [isTable, setTable] = useState(false);
  return (
    <Sheet
      title={t("byDay")}
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.other ?? ""}
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? "asChart" : "asTable")}
        </Button>
      }
    >
      <div className={classes.days}>
        {!data ? <Skeleton height="100%" /> : isTable ? <DayTable data={data} /> : <DayChart data={data} />}
      </div>
    </Sheet>
  );
}
