import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./products.module.css";
import type { ProductsSearch } from "./search.ts";
import { useCategories } from "./useCategories.ts";

interface FilterBarProps {
  search: ProductsSearch;
  onChange: (part: Partial<ProductsSearch>) => void;
}

/** Which products to show: by words, category, visibility and what is left. */
export function FilterBar({ search, onChange }: FilterBarProps) {
  const { t } = useTranslation("products");
  const categories = useCategories();
  return (
    <search className={classes.filters}>
      <SearchField value={search.text ?? ""} onChange={(text) => onChange({ text: text || undefined })} />
      <Select
        aria-label={t("category")}
        placeholder={t("filter.anyCategory")}
        data={[{ value: "0", label: t("noCategory") }, ...categories]}
        value={search.category === undefined ? null : String(search.category)}
        onChange={(value) => onChange({ category: value === null ? undefined : Number(value) })}
        clearable
        searchable
        clearButtonProps={{ "aria-label": t("filter.clear") }}
      />
      <Select
        aria-label={t("filter.shown")}
        placeholder={t("filter.anyShown")}
        data={[
          { value: "yes", label: t("filter.yes") },
          { value: "no", label: t("filter.no") },
        ]}
        value={search.shown ?? null}
        onChange={(value) => onChange({ shown: (value ?? undefined) as ProductsSearch["shown"] })}
        clearable
        clearButtonProps={{ "aria-label": t("filter.clear") }}
      />
      <Select
        aria-label={t("stock")}
        placeholder={t("filter.anyStock")}
        data={[
          { value: "low", label: t("low") },
          { value: "out", label: t("soldOut") },
        ]}
        value={search.stock ?? null}
        onChange={(value) => onChange({ stock: (value ?? undefined) as ProductsSearch["stock"] })}
        clearable
        clearButtonProps={{ "aria-label": t("filter.clear") }}
      />
    </search>
  );
}

/** Asks a moment after the last letter; follows the address when that changes by other hands. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation("products");
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(value);
  const ask = useDebouncedCallback((text: string) => {
    asked.current = text;
    onChange(text);
  }, 250);
  useEffect(() => {
    if (field.current && value !== asked.current) field.current.value = value;
    asked.current = value;
  }, [value]);
  return (
    <TextInput
      ref={field}
      className={classes.search ?? ""}
      defaultValue={value}
      onChange={(event) => ask(event.currentTarget.value.trim())}
      placeholder={t("search")}
      aria-label={t("search")}
      leftSection={<Search size={17} aria-hidden />}
      type="search"
      enterKeyHint="search"
    />
  );
}
