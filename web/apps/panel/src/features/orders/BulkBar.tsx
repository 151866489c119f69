import type { StaffOrderBrief, Status } from "@kiosk/client";
import { SelectionBar } from "@kiosk/ui/parts";
import { Button, Menu } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { BulkPayment } from "./BulkPayment.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import classes from "./orders.module.css";
import { isGrave, STATUSES } from "./status.ts";
import { useBulkMove } from "./useBulkMove.ts";

interface BulkBarProps {
  orders: StaffOrderBrief[];
  isOpen: boolean;
  onClose: () => void;
}

/** What can be done with the ticked orders together; those that can't go there are told of afterwards. */
export function BulkBar({ isOpen, ...props }: BulkBarProps) {
  return isOpen && <Bar {...props} />;
}

function Bar({ orders, onClose }: Omit<BulkBarProps, "isOpen">) {
  const { t } = useTranslation("orders");
  const [asked, setAsked] = useState<Status>();
  const { move, isBusy } = useBulkMove(onClose);
  const may = useMay();
  const ways = waysOf(orders);
  const [first, ...others] = ways;
  const ask = (status: Status): void => {
    if (isGrave(status)) setAsked(status);
    else void move(orders, status);
  };
  return (
    <SelectionBar
      title={t("bulk.title")}
      count={t("bulk.selected", { count: orders.length })}
      clear={t("bulk.clear")}
      onClear={onClose}
    >
      {!first && <span className={classes.muted}>{t("bulk.nowhere")}</span>}
      {first && !isGrave(first.status) && (
        <Button loading={isBusy} onClick={() => ask(first.status)}>
          {t(`move.${first.status}`)}
        </Button>
      )}
      {first && (others.length > 0 || isGrave(first.status)) && (
        <Menu position="top-end">
          <Menu.Target>
            <Button variant="default" rightSection={<ChevronDown size={16} aria-hidden />}>
              {t("bulk.others")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(isGrave(first.status) ? ways : others).map(({ status, count }) => (
              <Menu.Item
                key={status}
                onClick={() => ask(status)}
                {...(isGrave(status) && { color: "var(--danger)" })}
                rightSection={<span className={classes.muted}>{count}</span>}
              >
                {t(`move.${status}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may("payments.note") && <BulkPayment orders={orders} onDone={onClose} />}
      <MoveDialog
        status={asked}
        question={asked && t("bulk.ask", { count: orders.length, status: t(`status.${asked}`) })}
        onClose={() => setAsked(undefined)}
        onMove={async ({ note }) => (asked ? move(orders, asked, note) : false)}
      />
    </SelectionBar>
  );
}

/** Where some of the orders may go, the way of most of them first, the grave ones last. */
function waysOf(orders: StaffOrderBrief[]): Array<{ status: Status; count: number }> {
  return STATUSES.map((status) => ({
    status,
    count: orders.filter((order) => order.next_statuses.includes(status)).length,
  }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => Number(isGrave(a.status)) - Number(isGrave(b.status)) || b.count - a.count);
}
