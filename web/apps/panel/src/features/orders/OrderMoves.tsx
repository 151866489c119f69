import type { StaffOrder, Status } from "@kiosk/client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import classes from "./order.module.css";
import { isGrave } from "./status.ts";
import { useMove } from "./useMove.ts";

/** Where the order may go from here: the usual next step at hand, the grave ones in a menu and behind a question. */
export function OrderMoves({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  const [asked, setAsked] = useState<Status>();
  const { move, isBusy } = useMove(order);
  if (!may("orders.move") || order.next_statuses.length === 0) return null;
  const ways = order.next_statuses.filter((status) => !isGrave(status));
  const grave = order.next_statuses.filter(isGrave);
  const ask = (status: Status): void => {
    if (isGrave(status) || status === "shipped") setAsked(status);
    else void move(status);
  };
  return (
    <div className={classes.moves}>
      {grave.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label={t("otherMoves")}>
              <Ellipsis size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {grave.map((status) => (
              <Menu.Item key={status} color="var(--danger)" onClick={() => ask(status)}>
                {t(`move.${status}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {ways.toReversed().map((status) => (
        <Button
          key={status}
          variant={status === ways[0] ? "filled" : "default"}
          loading={isBusy && status === ways[0]}
          disabled={isBusy && status !== ways[0]}
          onClick={() => ask(status)}
        >
          {t(`move.${status as "shipped"}`)}
        </Button>
      ))}
      <MoveDialog
        status={asked}
        question={asked && t(`ask.${asked as "shipped"}`, { number: order.number })}
        tracking={order.tracking_number ?? ""}
        onClose={() => setAsked(undefined)}
        onMove={async (details) => (asked ? move(asked, details) : false)}
      />
    </div>
  );
}
