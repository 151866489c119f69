import type { Status } from "@kiosk/client";
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNotesPayments } from "../../session/useShop.ts";
import classes from "./orders.module.css";
import { asked, type OrdersSearch, SORTS, statusOf } from "./search.ts";
import { STATUSES } from "./status.ts";

interface FilterPanelProps {
  search: OrdersSearch;
  onChange: (part: Partial<OrdersSearch>) => void;
}

/** The filters that not every day needs. */
export function FilterPanel({ search, onChange }: FilterPanelProps) {
  const { t } = useTranslation("orders");
  const statuses = asked(search.status);
  const notesPayments = useNotesPayments();
  return (
    <div className={classes.panel}>
      <TextInput
        type="date"
        label={t("filter.from")}
        value={search.from ?? ""}
        max={search.to}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t("filter.to")}
        value={search.to ?? ""}
        min={search.from}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value || undefined })}
      />
      <Sum label={t("filter.min")} value={search.min} onChange={(min) => onChange({ min })} />
      <Sum label={t("filter.max")} value={search.max} onChange={(max) => onChange({ max })} />
      <NativeSelect
        label={t("filter.sort")}
        value={search.sort ?? "newest"}
        onChange={({ currentTarget }) => onChange({ sort: currentTarget.value as "newest" })}
        data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
      <fieldset className={classes.statuses}>
        <legend>{t("state")}</legend>
        {STATUSES.map((status) => (
          <Checkbox
            key={status}
            label={t(`status.${status}`)}
            checked={statuses.includes(status)}
            onChange={() => onChange({ status: statusOf(toggled(statuses, status)) })}
          />
        ))}
      </fieldset>
      <div className={classes.switches}>
        {notesPayments && (
          <Checkbox
            label={t("filter.unpaid")}
            checked={search.unpaid ?? false}
            onChange={({ currentTarget }) => onChange({ unpaid: currentTarget.checked || undefined })}
          />
        )}
        <Checkbox
          label={t("filter.late")}
          checked={search.late ?? false}
          onChange={({ currentTarget }) => onChange({ late: currentTarget.checked || undefined })}
        />
        <Checkbox
          label={t("filter.undelivered")}
          checked={search.undelivered ?? false}
          onChange={({ currentTarget }) => onChange({ undelivered: currentTarget.checked || undefined })}
        />
      </div>
    </div>
  );
}

/** With it or without it, in the order of an order's life. */
function toggled(statuses: Status[], status: Status): Status[] {
  return STATUSES.filter((each) => statuses.includes(each) !== (each === status));
}

interface SumProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A sum typed as people type sums: with spaces, with a comma. */
function Sum({ label, value, onChange }: SumProps) {
  const ask = useDebouncedCallback((typed: string) => {
    const sum = typed.replace(/\s/g, "").replace(",", ".");
    if (sum === "" || /^\d{1,9}(\.\d{1,2})?$/.test(sum)) onChange(sum || undefined);
  }, 350);
  return (
    <TextInput
      key={value === undefined ? "none" : "some"}
      label={label}
      inputMode="decimal"
      defaultValue={value}
      onChange={({ currentTarget }) => ask(currentTarget.value)}
    />
  );
}
