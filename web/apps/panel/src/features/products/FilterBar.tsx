import { SearchField } from "@kiosk/ui/parts";
import { Select } from "@mantine/core";
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
      <SearchField
        className={classes.search}
        label={t("search")}
        value={search.text}
        onChange={(text) => onChange({ text })}
      />
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
