import type { AdminProductItem } from "@kiosk/client";
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ImageOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ProductPrice, ProductState, ProductStock } from "./ProductFigures.tsx";
import classes from "./products.module.css";

/** The first picture, or a place for it. */
export function ProductPicture({ product }: { product: AdminProductItem }) {
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

interface ProductCardProps {
  product: AdminProductItem;
  isSelected: boolean;
  onSelect: () => void;
}

/** A product in the list, on a phone: the way to its page above, its price and stock below. */
export function ProductCard({ product, isSelected, onSelect }: ProductCardProps) {
  const { t } = useTranslation("products");
  return (
    <div className={classes.card} data-selected={isSelected || undefined}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box within is its control; the label is the thumb's target */}
      <label className={classes.tick}>
        <Checkbox
          checked={isSelected}
          onChange={onSelect}
          aria-label={t("bulk.select", { name: product.name })}
        />
      </label>
      <div className={classes.cardBody}>
        <Link to="/products/$id" params={{ id: String(product.id) }} className={classes.cardLink ?? ""}>
          <ProductPicture product={product} />
          <span className={classes.words}>
            <strong>{product.name}</strong>
            <ProductState product={product} />
          </span>
        </Link>
        <div className={classes.cardFigures}>
          <span>
            <span className={classes.muted} aria-hidden>
              {t("price")}
            </span>
            <ProductPrice product={product} />
          </span>
          <span>
            <span className={classes.muted} aria-hidden>
              {t("left")}
            </span>
            <ProductStock product={product} />
          </span>
        </div>
      </div>
    </div>
  );
}
