import { type AdminProductItem, changeVariant } from "@kiosk/client";
import { formatMoney, formatNumber } from "@kiosk/format";
import { StatusBadge } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useLanguage } from "../../texts/texts.ts";
import { amountOf, countOf, written } from "./figures.ts";
import { InlineField } from "./InlineField.tsx";
import classes from "./products.module.css";

type Change = Parameters<typeof changeVariant>[0]["body"];

async function change(variant_id: number, body: Change): Promise<void> {
  try {
    await changeVariant({ path: { variant_id }, body });
  } finally {
    // A refusal means that the list is out of date, too.
    void stale("listProductsAsStaff", "getProductAsStaff", "readDashboard");
  }
}

/** The price; to be changed here where there is one variant. */
export function ProductPrice({ product }: { product: AdminProductItem }) {
  const { t } = useTranslation("products");
  const language = useLanguage();
  const { variant_id: variant, price_from: from, price_to: to, currency } = product;
  if (variant !== null) {
    return (
      <InlineField
        value={written(from)}
        label={t("inline.price", { name: product.name, currency })}
        mode="decimal"
        isValid={(text) => amountOf(text) !== undefined}
        onSave={(text, seen) =>
          change(variant, { price: amountOf(text) ?? "", price_was: amountOf(seen) ?? null })
        }
      />
    );
  }
  if (from === null || to === null) return <span className={classes.muted}>—</span>;
  return (
    <span className="tabular">
      {formatMoney(from, currency, language)}
      {from !== to && ` – ${formatMoney(to, currency, language)}`}
    </span>
  );
}

/** How many are left; to be counted anew here where there is one variant. */
export function ProductStock({ product }: { product: AdminProductItem }) {
  const { t } = useTranslation("products");
  const language = useLanguage();
  const { variant_id: variant, stock } = product;
  if (variant === null) return <span className="tabular">{formatNumber(stock, language)}</span>;
  return (
    <InlineField
      value={String(stock)}
      label={t("inline.stock", { name: product.name })}
      mode="numeric"
      isValid={(text) => countOf(text) !== undefined}
      onSave={(text, seen) =>
        change(variant, { stock_quantity: countOf(text) ?? 0, stock_was: Number(seen) })
      }
    />
  );
}

/** What is noteworthy about a product: hidden, sold out, running low. */
export function ProductState({ product }: { product: AdminProductItem }) {
  const { t } = useTranslation("products");
  return (
    <span className={classes.states}>
      {!product.is_active && <StatusBadge tone="quiet">{t("hidden")}</StatusBadge>}
      {product.stock === 0 ? (
        <StatusBadge tone="bad">{t("soldOut")}</StatusBadge>
      ) : product.low > 0 ? (
        <StatusBadge tone="wait">{t("low")}</StatusBadge>
      ) : (
        product.is_active && <StatusBadge tone="good">{t("onSale")}</StatusBadge>
      )}
    </span>
  );
}
