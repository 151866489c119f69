import type { CustomerBrief } from "@kiosk/client";
import { StatusBadge } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./customers.module.css";

/** What the staff calls the customer, and whether the shop still sells to them. */
export function Tags({ customer }: { customer: CustomerBrief }) {
  const { t } = useTranslation("customers");
  return (
    <span className={classes.tags}>
      {customer.blocked && <StatusBadge tone="bad">{t("blocked")}</StatusBadge>}
      {customer.tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
