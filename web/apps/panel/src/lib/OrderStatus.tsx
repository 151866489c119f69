import type { Status } from "@kiosk/client";
import { StatusBadge, type Tone } from "@kiosk/ui/parts";
import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./orderStatus.module.css";

const TONES: Record<Status, Tone> = {
  pending: "wait",
  confirmed: "go",
  processing: "go",
  shipped: "go",
  delivered: "good",
  cancelled: "quiet",
  refunded: "bad",
};

/** Where an order is, in a word, and whether it has been there for too long. Its words are of "orders". */
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
