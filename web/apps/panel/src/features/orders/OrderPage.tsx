import { addNote, removeNote, type StaffOrder } from "@kiosk/client";
import { readOrderOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Coming } from "../../lib/Coming.tsx";
import { Notes } from "../../lib/Notes.tsx";
import { OrderStatus } from "../../lib/OrderStatus.tsx";
import { stale } from "../../lib/queries.ts";
import { useLiveEvents } from "../../lib/useLiveEvents.ts";
import { useNotesPayments } from "../../session/useShop.ts";
import { OrderBuyer } from "./OrderBuyer.tsx";
import { OrderDelivery } from "./OrderDelivery.tsx";
import { OrderHistory } from "./OrderHistory.tsx";
import { OrderItems } from "./OrderItems.tsx";
import { OrderMessages } from "./OrderMessages.tsx";
import { OrderMoves } from "./OrderMoves.tsx";
import { OrderPayment } from "./OrderPayment.tsx";
import classes from "./order.module.css";
import { PrintMenu } from "./PrintMenu.tsx";
import { lastList } from "./search.ts";

const route = getRouteApi("/shell/orders/$id");
const ARRIVING = 2000;

/** One order: what was bought, by whom, what happened, what comes next. */
export function OrderPage() {
  const { t } = useTranslation(["orders", "common"]);
  const { id } = route.useParams();
  const found = useQuery({
    ...readOrderOptions({ path: { order_id: Number(id) } }),
    // Another order's data must not stand here while this one is fetched.
    placeholderData: undefined,
    // A message to the buyer is on its way: see it arrive.
    refetchInterval: ({ state }) =>
      state.data?.messages.some((message) => message.state === "waiting") ? ARRIVING : false,
  });
  const order = found.data;
  useLiveEvents((name, data) => {
    const isOurs = (data as { order_id?: number }).order_id === Number(id);
    if (name === "ready" || isOurs) void stale("readOrder");
  });
  if (found.error && !order) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <PageHeader
        back={(props) => <Link to="/orders" search={lastList.search} {...props} />}
        title={order ? t("titled", { number: order.number }) : <Coming height={22} width={160} />}
        aside={order && <OrderStatus status={order.status} late={order.late} />}
        text={order ? <DateTime at={order.created_at} style="full" /> : <Coming height={14} width={180} />}
        actions={
          order ? (
            <>
              <PrintMenu order={order} />
              <OrderMoves order={order} />
            </>
          ) : (
            <Skeleton height="var(--tap)" width={110} />
          )
        }
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Sheet title={t("items")}>{order ? <OrderItems order={order} /> : <Skeleton height={160} />}</Sheet>
          <PaymentSheet order={order} />
          <Sheet title={t("message.title")}>
            {order ? <OrderMessages order={order} /> : <Skeleton height={140} />}
          </Sheet>
          <Sheet title={t("common:notes.title")} text={t("common:notes.text")}>
            {order ? <OrderNotes order={order} /> : <Skeleton height={90} />}
          </Sheet>
        </div>
        <div className={classes.column}>
          <Sheet title={t("buyer")}>{order ? <OrderBuyer order={order} /> : <Skeleton height={90} />}</Sheet>
          <Sheet title={t("delivery")}>
            {order ? <OrderDelivery order={order} /> : <Skeleton height={90} />}
          </Sheet>
          <Sheet title={t("history")}>
            {order ? <OrderHistory order={order} /> : <Skeleton height={90} />}
          </Sheet>
        </div>
      </div>
    </>
  );
}

/** Not there for who doesn't note payments, and for an order of which nothing was noted before they began to. */
function PaymentSheet({ order }: { order: StaffOrder | undefined }) {
  const { t } = useTranslation("orders");
  const notesPayments = useNotesPayments();
  const isShown = order ? order.payments.is_noted || order.payments.entries.length > 0 : notesPayments;
  if (!isShown) return null;
  return (
    <Sheet title={t("payment.title")}>
      {order ? <OrderPayment order={order} /> : <Skeleton height={80} />}
    </Sheet>
  );
}

function OrderNotes({ order }: { order: StaffOrder }) {
  const path = { order_id: order.id };
  return (
    <Notes
      notes={order.notes}
      onAdd={async (body, headers) => {
        await addNote({ path, body, headers });
        await stale("readOrder");
      }}
      onRemove={async (note_id) => {
        await removeNote({ path: { ...path, note_id } });
        await stale("readOrder");
      }}
    />
  );
}
