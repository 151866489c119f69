import type { Dashboard } from "@kiosk/client";
import { Money } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";
import { soldIn } from "./lists.ts";

const SHOWN = 6;

/** What sold best, with its share of the best one's sales as a line; each leads to its orders. */
export function TopProducts({ data }: { data: Dashboard | undefined }) {
  const { t } = useTranslation("today");
  if (!data) return <Skeleton height={320} />;
  if (data.top_products.length === 0) return <p className={classes.nothing}>{t("nothingSold")}</p>;
  const best = Number(data.top_products[0]?.sales) || 1;
  return (
    <ol className={classes.top}>
      {data.top_products.slice(0, SHOWN).map((product) => (
        <li key={product.product_id}>
          <Link {...soldIn(data, product.name)} className={classes.topLine ?? ""}>
            <span className={classes.topName}>{product.name}</span>
            <span className={classes.topSales}>
              <Money amount={product.sales} currency={data.currency} />
            </span>
            <span className={classes.topCount}>{t("pieces", { count: product.quantity })}</span>
            <meter className={classes.meter} min={0} max={best} value={Number(product.sales)} aria-hidden />
          </Link>
        </li>
      ))}
    </ol>
  );
}
