import type { StaffOrder } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { OrderStatus } from "./OrderStatus.tsx";
import classes from "./orders.module.css";

/** What has happened to it, the latest first. */
export function OrderHistory({ order }: { order: StaffOrder }) {
  return (
    <ol className={classes.history}>
      {order.history.toReversed().map((event) => (
        <li key={`${event.at} ${event.new_status}`}>
          <OrderStatus status={event.new_status} />
          <span className={classes.muted}>
            <DateTime at={event.at} />
            {event.actor_name && ` · ${event.actor_name}`}
          </span>
          {event.note && <p>{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}
