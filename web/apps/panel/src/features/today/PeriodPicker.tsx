import { useParts } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { lastDays, type Period, PRESETS } from "./period.ts";
import classes from "./today.module.css";

interface PeriodPickerProps {
  /** undefined: the server has not said yet which days it shows. */
  value: Period | undefined;
  onChange: (period: Period) => void;
}

/** Which days the figures are of: a usual stretch in one press, or any two days. */
export function PeriodPicker({ value, onChange }: PeriodPickerProps) {
  const { t } = useTranslation("today");
  const { zone } = useParts();
  return (
    <div className={classes.period}>
      <fieldset className={classes.presets} aria-label={t("period")}>
        {PRESETS.map((days) => {
          const preset = lastDays(days, zone);
          return (
            <button
              key={days}
              type="button"
              aria-pressed={preset.from === value?.from && preset.to === value.to}
              onClick={() => onChange(preset)}
            >
              {days === 1 ? t("today") : t("days", { count: days })}
            </button>
          );
        })}
      </fieldset>
      <span className={classes.range}>
        <input
          type="date"
          aria-label={t("from")}
          value={value?.from ?? ""}
          max={value?.to}
          onChange={({ target }) => value && target.value && onChange({ ...value, from: target.value })}
        />
        <span aria-hidden>–</span>
        <input
          type="date"
          aria-label={t("to")}
          value={value?.to ?? ""}
          min={value?.from}
          max={lastDays(1, zone).to}
          onChange={({ target }) => value && target.value && onChange({ ...value, to: target.value })}
        />
      </span>
    </div>
  );
}
