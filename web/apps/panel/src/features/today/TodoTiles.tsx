import type { Todo } from "@kiosk/client";
import { formatNumber } from "@kiosk/format";
import { Link, type LinkProps } from "@tanstack/react-router";
import {
  CheckCheck,
  Clock,
  type LucideIcon,
  MessageSquareWarning,
  PackageMinus,
  ShoppingBag,
  Wallet,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNotesPayments } from "../../session/useShop.ts";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./todo.module.css";

type Kind = Todo["kind"];

const KINDS: ReadonlyArray<[Kind, LucideIcon, LinkProps]> = [
  ["new-orders", ShoppingBag, { to: "/orders", search: { status: "pending" } }],
  ["unpaid-orders", Wallet, { to: "/orders", search: { unpaid: true } }],
  ["late-orders", Clock, { to: "/orders", search: { late: true } }],
  ["failed-deliveries", MessageSquareWarning, { to: "/orders", search: { undelivered: true } }],
  ["low-stock", PackageMinus, { to: "/low-stock" }],
];

/** What waits for somebody, each leading to the list behind it; all of them from the beginning, so that nothing moves. */
export function TodoTiles({ todo }: { todo: Todo[] | undefined }) {
  const { t } = useTranslation("today");
  const language = useLanguage();
  const notesPayments = useNotesPayments();
  const kinds = KINDS.filter(([kind]) => notesPayments || kind !== "unpaid-orders");
  const isDone = todo?.every(({ count }) => count === 0);
  return (
    <>
      <h2 className={classes.title}>
        {t("todo.title")}
        {isDone && (
          <span className={classes.done}>
            <CheckCheck size={16} aria-hidden />
            {t("nothingToDo")}
          </span>
        )}
      </h2>
      <ul className={classes.tiles}>
        {kinds.map(([kind, Icon, list]) => {
          const count = todo?.find((each) => each.kind === kind)?.count;
          return (
            <li key={kind}>
              <Link
                {...list}
                className={classes.tile ?? ""}
                data-kind={kind}
                data-waits={!!count || undefined}
              >
                <Icon size={19} aria-hidden />
                <strong>{count === undefined ? "·" : formatNumber(count, language)}</strong>
                <span>{t(`todo.${kind}`, { count: count ?? 0 })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
