import { formatDate, formatNumber } from "@kiosk/format";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./orders.module.css";
import type { OrdersSearch } from "./search.ts";

interface FilterChipsProps {
  search: OrdersSearch;
  onChange: (part: Partial<OrdersSearch>) => void;
  onClear: () => void;
}

/** What narrows the list, each to be taken away with one press. */
export function FilterChips({ search, onChange, onClear }: FilterChipsProps) {
  const { t } = useTranslation("orders");
  const chips = useChips(search);
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t("filter.active")}>
      {chips.map(([text, without]) => (
        <li key={text}>
          <button
            type="button"
            className={classes.chip}
            aria-label={t("filter.remove", { filter: text })}
            onClick={() => onChange(without)}
          >
            {text}
            <X size={15} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes.clear} onClick={onClear}>
          {t("filter.clear")}
        </button>
      </li>
    </ul>
  );
}

type Chip = [text: string, without: Partial<OrdersSearch>];

/** Each filter in words, with what the address becomes without it. */
function useChips({ from, to, min, max, customer, late, undelivered, unpaid }: OrdersSearch): Chip[] {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const day = (value: string): string => formatDate(`${value}T12:00:00Z`, language, "date", "UTC");
  const sum = (value: string): string => formatNumber(value, language, 2);
  const chips: Chip[] = [];
  if (from || to) {
    const since = from && !to && t("filter.since", { day: day(from) });
    const until = to && !from && t("filter.until", { day: day(to) });
    const both = between(from && day(from), to && day(to));
    chips.push([since || until || both, { from: undefined, to: undefined }]);
  }
  if (min || max) {
    const range = between(min && sum(min), max && sum(max));
    chips.push([t("filter.sum", { range }), { min: undefined, max: undefined }]);
  }
  if (customer) chips.push([t("filter.customer", { id: customer }), { customer: undefined }]);
  if (late) chips.push([t("filter.late"), { late: undefined }]);
  if (unpaid) chips.push([t("filter.unpaid"), { unpaid: undefined }]);
  if (undelivered) chips.push([t("filter.undelivered"), { undelivered: undefined }]);
  return chips;
}

/** "1 – 5", "≥ 1", "≤ 5", and "1" where both ends are the same. */
function between(low: string | undefined, high: string | undefined): string {
  if (low && high) return low === high ? low : `${low} – ${high}`;
  return low ? `≥ ${low}` : `≤ ${high ?? ""}`;
}
