import type { Dashboard } from "@kiosk/client";
import { formatDate, formatNumber } from "@kiosk/format";
import { Money } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./figures.module.css";
import { soldIn } from "./lists.ts";

/** The days of the period with their sales, newest first; each day leads to its orders. */
export function DayTable({ data }: { data: Dashboard }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            <th scope="col">{t("orders")}</th>
            <th scope="col">{t("sales")}</th>
          </tr>
        </thead>
        <tbody>
          {data.days.toReversed().map(({ day, orders, sales }) => (
            <tr key={day}>
              <th scope="row">
                <Link {...soldIn({ from: day, to: day })}>
                  {formatDate(`${day}T12:00:00Z`, language, "day-month", "UTC")}
                </Link>
              </th>
              <td>{formatNumber(orders, language)}</td>
              <td>
                <Money amount={sales} currency={data.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
