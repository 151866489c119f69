import type { Dashboard } from "@kiosk/client";
import { formatDate, formatMoney } from "@kiosk/format";
import { VisuallyHidden } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./figures.module.css";

const HEIGHT = 148;
const noon = (day: string): string => `${day}T12:00:00Z`;

/**
 * Sales by day as bars; a press on a day opens its orders. Drawn here rather than by a chart library: a hundred
 * kilobytes would be a lot for thirty rectangles. Screen readers get the same as a table.
 */
export function DayChart({ data }: { data: Dashboard }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<number>();
  const highest = Math.max(1, ...data.days.map(({ sales }) => Number(sales)));
  const width = 100 / data.days.length;
  const gap = width * 0.28;
  const shown = pointed === undefined ? undefined : data.days[pointed];
  const date = (day: string): string => formatDate(noon(day), language, "day-month", "UTC");
  const money = (amount: string): string => formatMoney(amount, data.currency, language);
  const first = data.days[0]?.day ?? data.from;
  const last = data.days.at(-1)?.day ?? data.to;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption} aria-live="off">
        {shown
          ? `${date(shown.day)} · ${money(shown.sales)} · ${t("ordersOfDay", { count: shown.orders })}`
          : t("highest", { amount: money(String(highest === 1 ? 0 : highest)) })}
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        onPointerLeave={() => setPointed(undefined)}
      >
        {data.days.map(({ day, sales }, index) => {
          const height = Math.max(Number(sales) > 0 ? 3 : 1, (Number(sales) / highest) * (HEIGHT - 4));
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for pointers; the tiles lead there by keyboard
            <g
              key={day}
              onPointerEnter={() => setPointed(index)}
              onClick={() => navigate({ to: "/orders", search: { from: day, to: day } })}
            >
              <rect x={index * width} y={0} width={width} height={HEIGHT} className={classes.column} />
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
      </svg>
      <div className={classes.axis} aria-hidden="true">
        <span>{date(first)}</span>
        {last !== first && <span>{date(last)}</span>}
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t("byDay")}</caption>
          <tbody>
            {data.days.map(({ day, sales, orders }) => (
              <tr key={day}>
                <th scope="row">{date(day)}</th>
                <td>{money(sales)}</td>
                <td>{t("ordersOfDay", { count: orders })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}
