import type { Dashboard } from "@kiosk/client";
import { Money } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";

/** What sold best, with its share of the best one's sales as a line. */
export function TopProducts({ data }: { data: Dashboard }) {
  const { t } = useTranslation("today");
  if (data.top_products.length === 0) return <p className={classes.nothing}>{t("nothingSold")}</p>;
  const best = Number(data.top_products[0]?.sales) || 1;
  return (
    <ol className={classes.top}>
      {data.top_products.slice(0, 6).map((product) => (
        <li key={product.product_id}>
          <span className={classes.topName}>{product.name}</span>
          <span className={classes.topSales}>
            <Money amount={product.sales} currency={data.currency} />
          </span>
          <span className={classes.topCount}>{t("pieces", { count: product.quantity })}</span>
          <meter
            className={classes.meter}
            min={0}
            max={best}
            value={Number(product.sales)}
            aria-hidden="true"
          />
        </li>
      ))}
    </ol>
  );
}
