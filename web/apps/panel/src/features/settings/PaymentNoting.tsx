import { DateTime, Sheet } from "@kiosk/ui/parts";
import { Checkbox } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { BusinessValues } from "./businessForm.ts";
import settings from "./settings.module.css";

interface PaymentNotingProps {
  form: UseFormReturnType<BusinessValues>;
  /** Since when it is done. */
  since: string | null;
}

/** Whether the shop notes who has paid. */
export function PaymentNoting({ form, since }: PaymentNotingProps) {
  const { t } = useTranslation("settings");
  const isOn = form.values.notes_payments;
  return (
    <Sheet title={t("business.payments")} text={t("business.paymentsText")}>
      <div className={settings.form}>
        <Checkbox
          label={t("business.notesPayments")}
          description={
            isOn && since ? (
              <>
                {t("business.paymentsSince")} <DateTime at={since} style="full" />
              </>
            ) : (
              t(isOn ? "business.paymentsBegin" : "business.paymentsOff")
            )
          }
          {...form.getInputProps("notes_payments", { type: "checkbox" })}
        />
      </div>
    </Sheet>
  );
}
