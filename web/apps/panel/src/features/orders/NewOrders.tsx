import { toasts } from "@kiosk/ui/parts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ringOnce } from "../../lib/chime.ts";
import { useLiveEvents } from "../../lib/useLiveEvents.ts";

const SECONDS = 8;

/** Says on every page that an order has arrived, with a bell and the way to it. */
export function NewOrders() {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  useLiveEvents((name, data) => {
    if (name !== "order-placed") return;
    const { order_id, number } = data as { order_id: number; number: number };
    void ringOnce();
    toasts.undo(
      t("live.placed", { number }),
      t("live.open"),
      () => void navigate({ to: "/orders/$id", params: { id: String(order_id) } }),
      SECONDS,
    );
  });
  return null;
}
