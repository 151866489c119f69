import { listTagsOptions } from "@kiosk/client/queries";
import { SearchField } from "@kiosk/ui/parts";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import classes from "./customers.module.css";
import { type CustomersSearch, SORTS } from "./search.ts";

interface CustomerFiltersProps {
  search: CustomersSearch;
  onChange: (part: Partial<CustomersSearch>) => void;
}

/** Whom to show, and who comes first. */
export function CustomerFilters({ search, onChange }: CustomerFiltersProps) {
  const { t } = useTranslation("customers");
  const { data } = useQuery(listTagsOptions());
  const tags = (data?.items ?? []).map(({ tag, count }) => ({ value: tag, label: `${tag} (${count})` }));
  return (
    <div className={classes.filters}>
      <SearchField
        className={classes.search}
        label={t("search")}
        value={search.text}
        onChange={(text) => onChange({ text })}
      />
      {(tags.length > 0 || search.tag) && (
        <NativeSelect
          aria-label={t("tag")}
          value={search.tag ?? ""}
          onChange={({ currentTarget }) => onChange({ tag: currentTarget.value || undefined })}
          data={[{ value: "", label: t("anyTag") }, ...tags]}
        />
      )}
      <NativeSelect
        aria-label={t("standing")}
        value={search.blocked ? "blocked" : ""}
        onChange={({ currentTarget }) => onChange({ blocked: currentTarget.value ? true : undefined })}
        data={[
          { value: "", label: t("everybody") },
          { value: "blocked", label: t("onlyBlocked") },
        ]}
      />
      <NativeSelect
        aria-label={t("sorting")}
        value={search.sort ?? "recent"}
        onChange={({ currentTarget }) => onChange({ sort: currentTarget.value as "recent" })}
        data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
    </div>
  );
}
