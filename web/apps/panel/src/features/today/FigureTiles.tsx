import type { Dashboard } from "@kiosk/client";
import { formatNumber, formatPercent } from "@kiosk/format";
import { Money } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import { change } from "./period.ts";
import classes from "./today.module.css";

/** Sales, orders and the average basket, each beside the period before. */
export function FigureTiles({ data }: { data: Dashboard }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  const { now, before, currency } = data;
  return (
    <div className={classes.tiles}>
      <Tile data={data} label={t("sales")} change={change(now.sales, before.sales)}>
        <Money amount={now.sales} currency={currency} />
      </Tile>
      <Tile data={data} label={t("orders")} change={change(now.orders, before.orders)}>
        {formatNumber(now.orders, language)}
      </Tile>
      <Tile data={data} label={t("basket")} change={change(now.average_basket, before.average_basket)}>
        <Money amount={now.average_basket} currency={currency} />
      </Tile>
    </div>
  );
}

interface TileProps {
  data: Dashboard;
  label: string;
  change: number | undefined;
  children: ReactNode;
}

function Tile({ data, label, change: moved, children }: TileProps) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  return (
    <Link to="/orders" search={{ from: data.from, to: data.to }} className={classes.tile ?? ""}>
      <span className={classes.label}>{label}</span>
      <strong className={classes.figure}>{children}</strong>
      <span className={clsx(classes.change, moved && (moved > 0 ? classes.up : classes.down))}>
        {moved === undefined
          ? t("nothingBefore")
          : t("against", { change: formatPercent(moved, language, true) })}
      </span>
    </Link>
  );
}
