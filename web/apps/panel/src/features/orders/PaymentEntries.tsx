import type { StaffOrder } from "@kiosk/client";
import { DateTime, Money } from "@kiosk/ui/parts";
import { ActionIcon } from "@mantine/core";
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./payment.module.css";

interface PaymentEntriesProps {
  order: StaffOrder;
  isBusy: boolean;
  /** Missing for who may not note payments. */
  onTakeBack: ((id: number) => unknown) | undefined;
}

/** Each payment and return, the latest first; what was a slip is struck out, and so is what took it back. */
export function PaymentEntries({ order, isBusy, onTakeBack }: PaymentEntriesProps) {
  const { t } = useTranslation("orders");
  const { entries } = order.payments;
  if (entries.length === 0) return null;
  return (
    <ol className={classes.entries}>
      {entries.toReversed().map((entry) => (
        <li key={entry.id} data-slip={entry.undone || entry.undoes !== null || undefined}>
          <span className={classes.amount}>
            <Money amount={entry.amount} currency={order.currency} />
          </span>
          <span className={classes.how}>
            {t(`payment.methods.${entry.method}`)}
            <span className={classes.muted}>
              <DateTime at={entry.at} />
              {entry.actor_name && ` · ${entry.actor_name}`}
              {entry.undone && ` · ${t("takenBack")}`}
              {entry.undoes !== null && ` · ${t("payment.correction")}`}
            </span>
          </span>
          {entry.can_take_back && onTakeBack && (
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={isBusy}
              onClick={() => onTakeBack(entry.id)}
              aria-label={t("payment.takeBack")}
              title={t("payment.takeBack")}
            >
              <Undo2 size={16} aria-hidden />
            </ActionIcon>
          )}
        </li>
      ))}
    </ol>
  );
}
