import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import classes from "./editor.module.css";
import { skuPart } from "./matrix.ts";

const NOTHING = { price: "", stock: "", sku: "" };

/** Gives many variants the same price or stock, and SKUs with one beginning: all, or those with one value. */
export function BulkFigures() {
  const { t } = useTranslation("products");
  const { draft, change } = useEditing();
  const [figures, setFigures] = useState(NOTHING);
  const [only, setOnly] = useState<string | null>(null);
  const [type, value] = only === null ? [] : (JSON.parse(only) as [string, string]);
  const apply = (): void => {
    change({
      variants: draft.variants.map((variant) => {
        const isMeant =
          type === undefined || variant.attributes.some((pair) => pair.type === type && pair.value === value);
        if (!isMeant) return variant;
        const tail = variant.attributes.map((pair) => skuPart(pair.value));
        return {
          ...variant,
          ...(figures.price.trim() && { price: figures.price.trim() }),
          ...(figures.stock.trim() && { stock: figures.stock.trim() }),
          ...(figures.sku.trim() && { sku: [figures.sku.trim(), ...tail].join("-").slice(0, 64) }),
        };
      }),
    });
    setFigures(NOTHING);
  };
  return (
    <fieldset className={classes.bulk}>
      <legend>{t("edit.all")}</legend>
      <Select
        label={t("edit.only")}
        placeholder={t("pictures.ofAll")}
        data={draft.options
          .filter(({ values }) => values.length > 0)
          .map(({ name, values }) => ({
            group: name,
            items: values.map((each) => ({ value: JSON.stringify([name, each.value]), label: each.value })),
          }))}
        value={only}
        onChange={setOnly}
        clearable
        clearButtonProps={{ "aria-label": t("filter.clear") }}
      />
      <TextInput
        label={t("price")}
        inputMode="decimal"
        value={figures.price}
        onChange={(event) => setFigures({ ...figures, price: event.currentTarget.value })}
      />
      <TextInput
        label={t("left")}
        inputMode="numeric"
        value={figures.stock}
        onChange={(event) => setFigures({ ...figures, stock: event.currentTarget.value })}
      />
      <TextInput
        label={t("edit.skuFrom")}
        value={figures.sku}
        maxLength={40}
        onChange={(event) => setFigures({ ...figures, sku: event.currentTarget.value })}
      />
      <Button
        variant="default"
        onClick={apply}
        disabled={!Object.values(figures).some((text) => text.trim())}
      >
        {t("edit.apply")}
      </Button>
    </fieldset>
  );
}
