import type { ProductListItem } from "@kiosk/client";
import { formatMoney } from "@kiosk/format";
import { StatusBadge } from "@kiosk/ui/parts";
import { ImageOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./products.module.css";

/** The first picture, or a place for it. */
export function ProductPicture({ product }: { product: ProductListItem }) {
  if (!product.picture) {
    return (
      <span className={classes.picture}>
        <ImageOff size={18} aria-hidden />
      </span>
    );
  }
  return (
    <img
      className={classes.picture}
      src={product.picture.webp_320}
      alt=""
      width={44}
      height={44}
      loading="lazy"
    />
  );
}

/** A product in the list, on a phone. */
export function ProductCard({ product }: { product: ProductListItem }) {
  const { t } = useTranslation("products");
  const price = formatMoney(product.price_from, product.currency, useLanguage());
  const isOne = product.price_from === product.price_to;
  return (
    <div className={classes.card}>
      <ProductPicture product={product} />
      <div className={classes.words}>
        <strong>{product.name}</strong>
        <span className="tabular">{isOne ? price : t("from", { price })}</span>
      </div>
      {!product.in_stock && <StatusBadge tone="bad">{t("soldOut")}</StatusBadge>}
    </div>
  );
}
