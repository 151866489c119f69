import { type BusinessInput, type BusinessOut, editBusiness } from "@kiosk/client";
import { readBusinessOptions } from "@kiosk/client/queries";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@kiosk/ui";
import { ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Checkbox, Select, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { BusinessPreview } from "./BusinessPreview.tsx";
import { BusinessTexts } from "./BusinessTexts.tsx";
import classes from "./business.module.css";
import { bodyOf, MARKETS, valuesOf } from "./businessForm.ts";
import { OrderLimits } from "./OrderLimits.tsx";
import { PaymentNoting } from "./PaymentNoting.tsx";
import { SettingsHeader } from "./SettingsHeader.tsx";
import settings from "./settings.module.css";

/** What the shop is called, whose law it lives under, what its bot speaks and says. */
export function BusinessPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(readBusinessOptions());
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("business.title")} />
      {data ? <BusinessForm business={data} /> : <Skeleton height={420} />}
    </>
  );
}

function BusinessForm({ business }: { business: BusinessOut }) {
  const { t } = useTranslation(["settings", "common"]);
  const form = useForm({ initialValues: valuesOf(business) });
  const { act, isBusy } = useAct(form);
  const { values } = form;
  const [shown, setShown] = useState<Language>(values.default_locale);
  const spoken = LANGUAGES.filter((each) => values.locales.includes(each));
  const language = spoken.includes(shown) ? shown : values.default_locale;
  const body: BusinessInput = bodyOf(values);
  const save = form.onSubmit(() =>
    act(async () => {
      await editBusiness({ body });
      await stale("readBusiness", "readShop");
      toasts.done(t("common:saved"));
    }),
  );
  const makeDefault = (chosen: string | null): void => {
    if (!chosen) return;
    form.setFieldValue("default_locale", chosen as Language);
    form.setFieldValue("locales", [...new Set([...values.locales, chosen as Language])]);
  };
  return (
    <form onSubmit={save} className={classes.columns}>
      <div className={classes.column}>
        <Sheet title={t("business.shop")}>
          <div className={settings.form}>
            <TextInput
              label={t("business.name")}
              required
              withAsterisk={false}
              maxLength={120}
              {...form.getInputProps("name")}
            />
            <Select
              label={t("business.zone")}
              data={Intl.supportedValuesOf("timeZone")}
              searchable
              limit={60}
              allowDeselect={false}
              {...form.getInputProps("time_zone")}
            />
            <Select
              label={t("business.market")}
              description={t("business.marketText")}
              data={[
                { value: "", label: t("business.byCountry", { country: business.country }) },
                ...MARKETS.map((value) => ({ value, label: t(`business.markets.${value}`) })),
              ]}
              allowDeselect={false}
              {...form.getInputProps("market")}
            />
          </div>
        </Sheet>
        <Sheet title={t("business.languages")} text={t("business.languagesText")}>
          <div className={settings.form}>
            <Checkbox.Group
              label={t("business.offered")}
              value={values.locales}
              onChange={(chosen) => form.setFieldValue("locales", chosen as Language[])}
            >
              <div className={classes.languages}>
                {LANGUAGES.map((each) => (
                  <Checkbox
                    key={each}
                    value={each}
                    label={LANGUAGE_NAMES[each]}
                    disabled={each === values.default_locale}
                  />
                ))}
              </div>
            </Checkbox.Group>
            <Select
              label={t("business.language")}
              description={t("business.languageText")}
              data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              allowDeselect={false}
              value={values.default_locale}
              onChange={makeDefault}
            />
          </div>
        </Sheet>
        <OrderLimits form={form} />
        <PaymentNoting form={form} since={business.payments_since} />
        <BusinessTexts form={form} languages={spoken} shown={language} onShow={setShown} />
        <div className={settings.deeds}>
          <Button type="submit" loading={isBusy}>
            {t("common:save")}
          </Button>
        </div>
      </div>
      <BusinessPreview body={body} language={language} languages={spoken} onLanguage={setShown} />
    </form>
  );
}
