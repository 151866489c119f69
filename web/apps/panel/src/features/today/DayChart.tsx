import type { Dashboard } from "@kiosk/client";
import { formatDate, formatMoney } from "@kiosk/format";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./figures.module.css";
import { soldIn } from "./lists.ts";

const HEIGHT = 148;
const FOOT = 4;

/**
 * Sales by day as bars, and those of the period before as a dashed line; a press on a day opens its orders. Drawn
 * here rather than by a chart library: a hundred kilobytes would be a lot for thirty rectangles.
 */
export function DayChart({ data }: { data: Dashboard }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<number>();
  const best = data.days.reduce(
    (a, b) => (Number(b.sales) > Number(a.sales) ? b : a),
    data.days[0] ?? NO_DAY,
  );
  const highest = Math.max(1, ...[...data.days, ...data.days_before].map(({ sales }) => Number(sales)));
  const tall = (sales: string): number => (Number(sales) / highest) * (HEIGHT - FOOT);
  const width = 100 / data.days.length;
  const gap = width * 0.28;
  const shown = (pointed !== undefined && data.days[pointed]) || undefined;
  const date = (day: string): string => formatDate(`${day}T12:00:00Z`, language, "day-month", "UTC");
  const money = (amount: string): string => formatMoney(amount, data.currency, language);
  const said = (day: typeof best): string =>
    `${date(day.day)} · ${money(day.sales)} · ${t("ordersOfDay", { count: day.orders })}`;
  const line = data.days_before
    .map(({ sales }, at) => `${(at + 0.5) * width},${HEIGHT - tall(sales)}`)
    .join(" ");
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        {shown ? said(shown) : Number(best.sales) > 0 ? t("best", { day: said(best) }) : t("nothingSold")}
      </figcaption>
      <svg
        role="img"
        aria-label={t("chart", { best: said(best) })}
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        onPointerLeave={() => setPointed(undefined)}
      >
        {data.days.map(({ day, sales }, index) => {
          const height = Math.max(Number(sales) > 0 ? 3 : 1, tall(sales));
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for pointers; the table serves the keyboard
            <g
              key={day}
              onPointerEnter={() => setPointed(index)}
              onClick={() => navigate(soldIn({ from: day, to: day }))}
            >
              <rect x={index * width} width={width} height={HEIGHT} className={classes.column} />
              <rect
                x={index * width + gap / 2}
                y={HEIGHT - height}
                width={width - gap}
                height={height}
                className={classes.bar}
                data-pointed={index === pointed || undefined}
              />
            </g>
          );
        })}
        <polyline points={line} className={classes.before} />
      </svg>
      <div className={classes.axis} aria-hidden="true">
        <span>{date(data.from)}</span>
        <span className={classes.legend}>{t("before")}</span>
        <span>{data.from !== data.to && date(data.to)}</span>
      </div>
    </figure>
  );
}

const NO_DAY = { day: "1970-01-01", sales: "0", orders: 0 };
