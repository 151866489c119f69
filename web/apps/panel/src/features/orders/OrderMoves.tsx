import { changeOrder, type StaffOrder, type Status } from "@kiosk/client";
import { ConfirmButton, toasts } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMay } from "../../session/me.ts";

const GRAVE: readonly Status[] = ["cancelled", "refunded"];

/** Where the order may go from here: the usual next step first, the grave ones behind a question. */
export function OrderMoves({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  const { act, isBusy } = useAct();
  if (!may("orders.move")) return null;
  const move = (status: Status): Promise<boolean> =>
    act(async () => {
      await changeOrder({ path: { order_id: order.id }, body: { status } });
      await stale("listOrders", "readOrder");
      toasts.done(t("moved", { status: t(`status.${status}`) }));
    });
  return order.next_statuses.toReversed().map((status, index, all) =>
    GRAVE.includes(status) ? (
      <ConfirmButton
        key={status}
        question={t(`ask.${status as "cancelled"}`, { number: order.number })}
        text={t("ask.text")}
        confirm={t(`move.${status}`)}
        onConfirm={() => move(status)}
      >
        {t(`move.${status}`)}
      </ConfirmButton>
    ) : (
      <Button
        key={status}
        variant={index === all.length - 1 ? "filled" : "default"}
        loading={isBusy}
        onClick={() => move(status)}
      >
        {t(`move.${status as "shipped"}`)}
      </Button>
    ),
  );
}
