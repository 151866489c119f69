import type { PaymentState } from "@kiosk/client";
import { StatusBadge, type Tone } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";

const TONES: Record<PaymentState, Tone> = {
  unpaid: "wait",
  "partly-paid": "wait",
  paid: "quiet",
  "to-return": "bad",
};

/** How an order stands with its buyer, in a word; nothing where nothing has to be paid, or nobody notes it. */
export function PaymentBadge({ state }: { state: PaymentState | null }) {
  const { t } = useTranslation("orders");
  return state && <StatusBadge tone={TONES[state]}>{t(`payment.state.${state}`)}</StatusBadge>;
}
