import { listTagsOptions } from "@kiosk/client/queries";
import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
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
  const ask = useDebouncedCallback((typed: string) => onChange({ text: typed.trim() || undefined }), 250);
  const tags = (data?.items ?? []).map(({ tag, count }) => ({ value: tag, label: `${tag} (${count})` }));
  return (
    <div className={classes.filters}>
      <TextInput
        key={search.text === undefined ? "none" : "some"}
        className={classes.search ?? ""}
        defaultValue={search.text}
        onChange={({ currentTarget }) => ask(currentTarget.value)}
        placeholder={t("search")}
        aria-label={t("search")}
        leftSection={<Search size={17} aria-hidden />}
        type="search"
        enterKeyHint="search"
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
