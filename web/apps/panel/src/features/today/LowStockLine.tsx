import type { LowStock } from "@kiosk/client";
import { StatusBadge } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./figures.module.css";

interface LowStockLineProps {
  item: LowStock;
  /** Only its name: the rest stands in columns of its own. */
  isBare?: boolean;
}

/** A variant that runs low, with the way to its product: how many are left, and for how long. */
export function LowStockLine({ item, isBare = false }: LowStockLineProps) {
  const { t } = useTranslation("today");
  const may = useMay();
  const text = (
    <>
      <span className={classes.lowName}>
        {item.product_name}
        {item.options && <span className={classes.muted}> {item.options}</span>}
      </span>
      {!isBare && item.on_hand > 0 && (
        <span className={classes.muted}>{t("low.left", { count: item.on_hand })}</span>
      )}
      {!isBare && <DaysLeft item={item} />}
    </>
  );
  if (!may("catalog.edit")) return <span className={classes.lowLine}>{text}</span>;
  return (
    <Link to="/products/$id" params={{ id: String(item.product_id) }} className={classes.lowLine ?? ""}>
      {text}
    </Link>
  );
}

/** "3 days left" at the present pace. */
export function DaysLeft({ item: { on_hand, days_left } }: { item: LowStock }) {
  const { t } = useTranslation("today");
  if (on_hand === 0) return <StatusBadge tone="bad">{t("low.out")}</StatusBadge>;
  if (days_left === null) return <StatusBadge tone="quiet">{t("low.still")}</StatusBadge>;
  if (days_left < 1) return <StatusBadge tone="bad">{t("low.today")}</StatusBadge>;
  return <StatusBadge tone="wait">{t("low.days", { count: days_left })}</StatusBadge>;
}
