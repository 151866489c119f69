import type { Dashboard } from "@kiosk/client";
import { formatDate, formatNumber, formatPercent } from "@kiosk/format";
import { Money } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import { soldIn } from "./lists.ts";
import { change } from "./period.ts";
import classes from "./today.module.css";

/** Sales, orders and the average basket, each beside the period before. */
export function FigureTiles({ data }: { data: Dashboard | undefined }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  const day = (value: string): string => formatDate(`${value}T12:00:00Z`, language, "day-month", "UTC");
  const range = data && [...new Set([day(data.before_from), day(data.before_to)])].join(" – ");
  return (
    <>
      <div className={classes.tiles}>
        <Tile data={data} label={t("sales")} figure={(each) => each.sales}>
          {data && <Money amount={data.now.sales} currency={data.currency} />}
        </Tile>
        <Tile data={data} label={t("orders")} figure={(each) => each.orders}>
          {data && formatNumber(data.now.orders, language)}
        </Tile>
        <Tile data={data} label={t("basket")} figure={(each) => each.average_basket}>
          {data && <Money amount={data.now.average_basket} currency={data.currency} />}
        </Tile>
      </div>
      <p className={classes.compared}>{range ? t("compared", { range }) : "\u00a0"}</p>
    </>
  );
}

interface TileProps {
  data: Dashboard | undefined;
  label: string;
  figure: (figures: Dashboard["now"]) => string | number;
  children: ReactNode;
}

function Tile({ data, label, figure, children }: TileProps) {
  if (!data) {
    return (
      <div className={classes.tile}>
        <span className={classes.label}>{label}</span>
        <Skeleton className={classes.figure ?? ""} width="70%" />
        <span className={classes.change}>&nbsp;</span>
      </div>
    );
  }
  return (
    <Link {...soldIn(data)} className={classes.tile ?? ""}>
      <span className={classes.label}>{label}</span>
      <strong className={classes.figure}>{children}</strong>
      <Change by={change(figure(data.now), figure(data.before))} />
    </Link>
  );
}

function Change({ by }: { by: number | undefined }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  if (by === undefined) return <span className={classes.change}>{t("nothingBefore")}</span>;
  return (
    <span className={clsx(classes.change, by > 0 && classes.up, by < 0 && classes.down)}>
      {formatPercent(by, language, true)}
      <span className="visually-hidden"> {t("against")}</span>
    </span>
  );
}
