import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { Search, SlidersHorizontal } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FilterChips } from "./FilterChips.tsx";
import { FilterPanel } from "./FilterPanel.tsx";
import { KeepView } from "./KeepView.tsx";
import classes from "./orders.module.css";
import { useIsNew } from "./SavedViews.tsx";
import type { OrdersSearch } from "./search.ts";

interface FilterBarProps {
  search: OrdersSearch;
  onChange: (part: Partial<OrdersSearch>) => void;
  onClear: () => void;
}

/** Which orders to show: by words at once, by the rest behind a button; what narrows the list stays in sight. */
export function FilterBar({ search, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation("orders");
  const [isOpen, panel] = useDisclosure();
  const isNew = useIsNew(search);
  return (
    <div className={classes.filters}>
      <div className={classes.filterLine}>
        <SearchField value={search.text ?? ""} onChange={(text) => onChange({ text: text || undefined })} />
        <Button
          variant="default"
          className={classes.tool ?? ""}
          onClick={panel.toggle}
          aria-expanded={isOpen}
          aria-controls="order-filters"
        >
          <SlidersHorizontal size={17} aria-hidden />
          <span className={classes.word}>{t("filter.open")}</span>
        </Button>
        {isNew && <KeepView search={search} />}
      </div>
      <div id="order-filters">{isOpen && <FilterPanel search={search} onChange={onChange} />}</div>
      <FilterChips search={search} onChange={onChange} onClear={onClear} />
    </div>
  );
}

/** Asks a moment after the last letter; follows the address when that changes by other hands. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation("orders");
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
