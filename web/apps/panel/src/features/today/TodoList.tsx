import type { Todo } from "@kiosk/client";
import { Link, type LinkProps } from "@tanstack/react-router";
import {
  ChevronRight,
  Clock,
  type LucideIcon,
  MessageSquareWarning,
  PackageMinus,
  ShoppingBag,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./today.module.css";

type Kind = Todo["kind"];

const ICONS: Record<Kind, LucideIcon> = {
  "new-orders": ShoppingBag,
  "late-orders": Clock,
  "failed-deliveries": MessageSquareWarning,
  "low-stock": PackageMinus,
};

const LISTS: Record<Kind, LinkProps> = {
  "new-orders": { to: "/orders", search: { status: "pending" } },
  "late-orders": { to: "/orders", search: { late: true } },
  "failed-deliveries": { to: "/orders", search: { undelivered: true } },
  "low-stock": { to: "/products", search: { stock: "low" } },
};

/** What waits for somebody, each line leading to the list behind it. */
export function TodoList({ todo }: { todo: Todo[] }) {
  const { t } = useTranslation("today");
  const waiting = todo.filter(({ count }) => count > 0);
  if (waiting.length === 0) return <p className={classes.nothing}>{t("nothingToDo")}</p>;
  return (
    <ul className={classes.todo}>
      {waiting.map(({ kind, count }) => {
        const Icon = ICONS[kind];
        return (
          <li key={kind}>
            <Link {...LISTS[kind]} className={classes.todoLine ?? ""} data-kind={kind}>
              <Icon size={19} aria-hidden />
              <span>{t(`todo.${kind}`, { count })}</span>
              <ChevronRight size={17} aria-hidden className={classes.chevron} />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
