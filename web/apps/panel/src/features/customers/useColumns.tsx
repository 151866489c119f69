import type { CustomerBrief } from "@kiosk/client";
import { type Column, DateTime, Money } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./customers.module.css";
import { Tags } from "./Tags.tsx";

/** A customer as a row of the table. */
export function useColumns(): Column<CustomerBrief>[] {
  const { t } = useTranslation("customers");
  return [
    {
      accessor: "name",
      title: t("name"),
      render: ({ id, name }) => (
        <Link to="/customers/$id" params={{ id: String(id) }} className={classes.name ?? ""}>
          {name}
        </Link>
      ),
    },
    {
      accessor: "phone",
      title: t("phone"),
      render: ({ phone }) => <span className="tabular">{phone ?? "—"}</span>,
    },
    { accessor: "tags", title: t("tags"), render: (customer) => <Tags customer={customer} /> },
    {
      accessor: "last_order_at",
      title: t("lastOrder"),
      render: ({ last_order_at }) => (last_order_at ? <DateTime at={last_order_at} relative /> : "—"),
    },
    { accessor: "order_count", title: t("orders"), textAlign: "right" },
    {
      accessor: "total_spent",
      title: t("spent"),
      textAlign: "right",
      render: ({ total_spent, currency }) => <Money amount={total_spent} currency={currency} />,
    },
  ];
}
