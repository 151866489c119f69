import type { Status } from "@kiosk/client";
import { StatusBadge } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { TONES } from "./status.ts";

/** Where an order is, in a word. */
export function OrderStatus({ status }: { status: Status }) {
  const { t } = useTranslation("orders");
  return <StatusBadge tone={TONES[status]}>{t(`status.${status}`)}</StatusBadge>;
}
