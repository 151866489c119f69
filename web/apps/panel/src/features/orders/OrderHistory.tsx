import type { StaffOrder } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { OrderStatus } from "../../lib/OrderStatus.tsx";
import classes from "./order.module.css";

/** What has happened to it, the latest first; what was taken back is struck out. */
export function OrderHistory({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const who = (id: number | null, name: string | null): string => {
    if (id === null) return t("bySystem");
    return id === order.user_id ? t("byBuyer") : (name ?? "");
  };
  return (
    <ol className={classes.history}>
      {order.history.toReversed().map((event) => (
        <li key={event.id} data-undone={event.undone || undefined}>
          <OrderStatus status={event.new_status} />
          <span className={classes.muted}>
            <DateTime at={event.at} /> · {who(event.actor_id, event.actor_name)}
          </span>
          {event.undone && <span className={classes.muted}>{t("takenBack")}</span>}
          {event.undoes !== null && <span className={classes.muted}>{t("undoing")}</span>}
          {event.note && <p>{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}
