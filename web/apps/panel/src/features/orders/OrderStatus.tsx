import type { Status } from "@kiosk/client";
import { StatusBadge } from "@kiosk/ui/parts";
import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./orders.module.css";
import { TONES } from "./status.ts";

/** Where an order is, in a word, and whether it has been there for too long. */
export function OrderStatus({ status, late = false }: { status: Status; late?: boolean }) {
  const { t } = useTranslation("orders");
  return (
    <span className={classes.status}>
      <StatusBadge tone={TONES[status]}>{t(`status.${status}`)}</StatusBadge>
      {late && (
        <span className={classes.late}>
          <Clock size={14} aria-hidden />
          {t("late")}
        </span>
      )}
    </span>
  );
}
