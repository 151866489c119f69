import { SearchField } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { SlidersHorizontal } from "lucide-react";
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
        <SearchField
          className={classes.search}
          label={t("search")}
          value={search.text}
          onChange={(text) => onChange({ text })}
        />
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
