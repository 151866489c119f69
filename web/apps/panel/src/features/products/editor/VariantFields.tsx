import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import type { VariantDraft } from "./draft.ts";

type Figure = "price" | "oldPrice" | "stock" | "sku" | "threshold";

/** The fields of a variant in their order: what they hold, how the API calls it, and with which keyboard. */
export const FIGURES: ReadonlyArray<{
  figure: Figure;
  place: string;
  text: "price" | "edit.oldPrice" | "left" | "edit.sku" | "edit.threshold";
  mode: "decimal" | "numeric" | "text";
}> = [
  { figure: "price", place: "price", text: "price", mode: "decimal" },
  { figure: "oldPrice", place: "old_price", text: "edit.oldPrice", mode: "decimal" },
  { figure: "stock", place: "stock_quantity", text: "left", mode: "numeric" },
  { figure: "threshold", place: "low_stock_threshold", text: "edit.threshold", mode: "numeric" },
  { figure: "sku", place: "sku", text: "edit.sku", mode: "text" },
];

interface VariantFieldProps {
  index: number;
  variant: VariantDraft;
  figure: (typeof FIGURES)[number];
  /** Which variant it is of; without it the label is seen above the field. */
  of?: string;
}

/** One figure of one variant. */
export function VariantField({
  index,
  variant,
  figure: { figure, place, text, mode },
  of,
}: VariantFieldProps) {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const label = t(text);
  return (
    <TextInput
      {...(of ? { "aria-label": `${label}: ${of}` } : { label })}
      value={variant[figure]}
      inputMode={mode}
      maxLength={figure === "sku" ? 64 : 14}
      onChange={(event) => {
        const value = event.currentTarget.value;
        change({
          variants: draft.variants.map((each) =>
            each.key === variant.key ? { ...each, [figure]: value } : each,
          ),
        });
      }}
      error={problem(`variants/${index}/${place}`)}
    />
  );
}
