import { Sheet } from "@kiosk/ui/parts";
import { NumberInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { BusinessValues } from "./businessForm.ts";
import settings from "./settings.module.css";

const MOST = 10_000;

/** How much of the shelf one customer may hold before the shop has answered. */
export function OrderLimits({ form }: { form: UseFormReturnType<BusinessValues> }) {
  const { t } = useTranslation("settings");
  const whole = { min: 1, max: MOST, allowDecimal: false, allowNegative: false, required: true };
  return (
    <Sheet title={t("business.limits")} text={t("business.limitsText")}>
      <div className={settings.form}>
        <NumberInput
          {...whole}
          withAsterisk={false}
          label={t("business.waiting")}
          {...form.getInputProps("most_waiting_orders")}
        />
        <NumberInput
          {...whole}
          withAsterisk={false}
          label={t("business.daily")}
          {...form.getInputProps("most_daily_orders")}
        />
      </div>
    </Sheet>
  );
}
