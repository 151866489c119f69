import type { CustomerOut } from "@kiosk/client";
import { formatNumber } from "@kiosk/format";
import { DateTime, Money } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./customer.module.css";

/** What the customer means to the shop, in three figures. */
export function Figures({ customer }: { customer: CustomerOut }) {
  const { t } = useTranslation("customers");
  const language = useLanguage();
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t("orders")}</dt>
        <dd>{formatNumber(customer.order_count, language)}</dd>
      </div>
      <div>
        <dt>{t("spent")}</dt>
        <dd>
          <Money amount={customer.total_spent} currency={customer.currency} />
        </dd>
      </div>
      <div>
        <dt>{t("lastOrder")}</dt>
        <dd>{customer.last_order_at ? <DateTime at={customer.last_order_at} relative /> : "—"}</dd>
      </div>
    </dl>
  );
}
