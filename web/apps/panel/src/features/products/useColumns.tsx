import type { AdminProductItem } from "@kiosk/client";
import { type Column, DateTime, type Sort as Shown } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProductPicture } from "./ProductCard.tsx";
import { ProductPrice, ProductState, ProductStock } from "./ProductFigures.tsx";
import classes from "./products.module.css";
import type { Sort } from "./search.ts";

/** How the table shows its order; in the shop's own order no column is marked. */
export function sortShown(sort: Sort = "position"): Shown<AdminProductItem> {
  const direction = sort.startsWith("-") ? "desc" : "asc";
  return { columnAccessor: sort.replace("-", ""), direction };
}

/** What a press on a column's head asks for. */
export function sortOf({ columnAccessor, direction }: Shown<AdminProductItem>): Sort {
  const column = columnAccessor === "name" ? "name" : "updated_at";
  return direction === "desc" ? `-${column}` : column;
}

/** A product as a row of the table. */
export function useColumns(): Column<AdminProductItem>[] {
  const { t } = useTranslation("products");
  return [
    {
      accessor: "picture",
      title: <span className="visually-hidden">{t("picture")}</span>,
      width: 72,
      render: (product) => <ProductPicture product={product} />,
    },
    {
      accessor: "name",
      title: t("name"),
      sortable: true,
      render: ({ id, name, sku, variant_count }) => (
        <span className={classes.named}>
          <Link to="/products/$id" params={{ id: String(id) }}>
            {name}
          </Link>
          <span className={classes.muted}>{sku ?? t("variantsOf", { count: variant_count })}</span>
        </span>
      ),
    },
    {
      accessor: "is_active",
      title: t("state"),
      width: 150,
      render: (product) => <ProductState product={product} />,
    },
    {
      accessor: "updated_at",
      title: t("changed"),
      sortable: true,
      width: 140,
      render: ({ updated_at }) => <DateTime at={updated_at} relative />,
    },
    {
      accessor: "price_from",
      title: t("price"),
      textAlign: "right",
      width: 170,
      render: (product) => <ProductPrice product={product} />,
    },
    {
      accessor: "stock",
      title: t("left"),
      textAlign: "right",
      width: 130,
      render: (product) => <ProductStock product={product} />,
    },
  ];
}
