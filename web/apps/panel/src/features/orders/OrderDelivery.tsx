import type { StaffOrder } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { ActionIcon, Button, CopyButton, TextInput } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./order.module.css";
import { isGrave } from "./status.ts";
import { useMove } from "./useMove.ts";

/** Where it goes, and the number under which the carrier knows it. */
export function OrderDelivery({ order }: { order: StaffOrder }) {
  const { t } = useTranslation(["orders", "common"]);
  const may = useMay();
  const canTrack = may("orders.move") && !isGrave(order.status);
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t("address")}</dt>
        <dd className={classes.address}>
          <span>{order.shipping_address}</span>
          <CopyButton value={order.shipping_address}>
            {({ copied, copy }) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={copy}
                aria-label={copied ? t("common:copied") : t("copyAddress")}
              >
                {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              </ActionIcon>
            )}
          </CopyButton>
        </dd>
        {order.tracking_number && !canTrack && (
          <>
            <dt>{t("tracking")}</dt>
            <dd className="tabular">{order.tracking_number}</dd>
          </>
        )}
      </dl>
      {canTrack && <Tracking key={order.tracking_number} order={order} />}
    </>
  );
}

function Tracking({ order }: { order: StaffOrder }) {
  const { t } = useTranslation(["orders", "common"]);
  const { track, isBusy } = useMove(order);
  const [number, setNumber] = useState(order.tracking_number ?? "");
  const isChanged = number.trim() !== (order.tracking_number ?? "");
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isChanged && (await track(number.trim()))) toasts.done(t("common:saved"));
  };
  return (
    <form onSubmit={save} className={classes.tracking}>
      <TextInput
        label={t("tracking")}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        maxLength={100}
        autoComplete="off"
      />
      {isChanged && (
        <Button type="submit" loading={isBusy}>
          {t("common:save")}
        </Button>
      )}
    </form>
  );
}
