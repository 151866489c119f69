import type { LowStock } from "@kiosk/client";
import { listLowStockOptions } from "@kiosk/client/queries";
import { Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";
import { LowStockLine } from "./LowStockLine.tsx";

const SHOWN = 5;

/** What will be gone first, and the way to all that runs low. */
export function LowStockSheet() {
  const { t } = useTranslation("today");
  const { data } = useQuery(listLowStockOptions({ query: { size: SHOWN } }));
  const all = data && data.total > SHOWN && (
    <Link to="/low-stock">{t("low.all", { count: data.total })}</Link>
  );
  return (
    <Sheet title={t("low.title")} actions={all}>
      {data ? <Lines items={data.items} /> : <Skeleton height={180} />}
    </Sheet>
  );
}

function Lines({ items }: { items: LowStock[] }) {
  const { t } = useTranslation("today");
  if (items.length === 0) return <p className={classes.nothing}>{t("low.none")}</p>;
  return (
    <ul className={classes.low}>
      {items.map((item) => (
        <li key={item.variant_id}>
          <LowStockLine item={item} />
        </li>
      ))}
    </ul>
  );
}
