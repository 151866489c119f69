import type { Status } from "@kiosk/client";
import { useTranslation } from "react-i18next";
import classes from "./orders.module.css";
import { STATUSES } from "./status.ts";

interface StatusTabsProps {
  value: readonly Status[];
  onChange: (status: Status | undefined) => void;
}

/** One press to see the orders of one status; several are chosen among the filters. */
export function StatusTabs({ value, onChange }: StatusTabsProps) {
  const { t } = useTranslation("orders");
  return (
    <fieldset className={classes.tabs} aria-label={t("state")}>
      {[undefined, ...STATUSES].map((status) => (
        <button
          key={status ?? "all"}
          type="button"
          className={classes.tab}
          aria-pressed={status ? value.includes(status) : value.length === 0}
          onClick={() => onChange(status)}
        >
          {status ? t(`status.${status}`) : t("all")}
        </button>
      ))}
    </fieldset>
  );
}
