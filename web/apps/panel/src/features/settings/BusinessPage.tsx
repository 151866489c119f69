import { type BusinessOut, editBusiness } from "@kiosk/client";
import { readBusinessOptions } from "@kiosk/client/queries";
import { ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Select, Skeleton, Tabs, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

const LOCALES = { ru: "Русский", uk: "Українська", kk: "Қазақша", en: "English" } as const;
type Locale = keyof typeof LOCALES;
const TEXTS = ["greeting", "about", "delivery", "returns", "legal"] as const;
type Texts = Record<"name" | (typeof TEXTS)[number], string>;
const MARKETS = ["RU", "UA", "KZ"] as const;

/** What the shop is called, whose law it lives under, and what its bot says about it. */
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

function textsOf(business: BusinessOut, locale: Locale): Texts {
  const known = business.texts[locale] ?? {};
  const text = (name: keyof Texts): string => known[name] ?? "";
  return {
    name: text("name"),
    greeting: text("greeting"),
    about: text("about"),
    delivery: text("delivery"),
    returns: text("returns"),
    legal: text("legal"),
  };
}

/** Without what is empty: an empty text is none. */
function filled(texts: Texts): Partial<Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
}

function BusinessForm({ business }: { business: BusinessOut }) {
  const { t } = useTranslation(["settings", "common"]);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: {
      name: business.name,
      time_zone: business.time_zone,
      default_locale: business.default_locale as Locale,
      market: business.market ?? "",
      ru: textsOf(business, "ru"),
      uk: textsOf(business, "uk"),
      kk: textsOf(business, "kk"),
      en: textsOf(business, "en"),
    },
  });
  const { act, isBusy } = useAct(form);
  const save = form.onSubmit(({ name, time_zone, default_locale, market, ru, uk, kk, en }) =>
    act(async () => {
      const texts = Object.fromEntries(
        Object.entries({ ru, uk, kk, en })
          .map(([locale, each]) => [locale, filled(each)] as const)
          .filter(([, each]) => Object.keys(each).length > 0),
      );
      await editBusiness({
        body: {
          name,
          time_zone,
          default_locale,
          texts,
          market: MARKETS.find((each) => each === market) ?? null,
        },
      });
      await stale("readBusiness");
      toasts.done(t("common:saved"));
    }),
  );
  return (
    <form onSubmit={save} className={classes.stack}>
      <Sheet title={t("business.shop")}>
        <div className={classes.form}>
          <TextInput
            label={t("business.name")}
            required
            withAsterisk={false}
            maxLength={120}
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          <Select
            label={t("business.language")}
            data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
            key={form.key("default_locale")}
            {...form.getInputProps("default_locale")}
          />
          <Select
            label={t("business.zone")}
            data={Intl.supportedValuesOf("timeZone")}
            searchable
            limit={60}
            allowDeselect={false}
            key={form.key("time_zone")}
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
            key={form.key("market")}
            {...form.getInputProps("market")}
          />
        </div>
      </Sheet>
      <Sheet title={t("business.texts")} text={t("business.textsText")}>
        <Tabs defaultValue={business.default_locale} keepMounted>
          <Tabs.List mb="md">
            {Object.entries(LOCALES).map(([locale, label]) => (
              <Tabs.Tab key={locale} value={locale}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {(Object.keys(LOCALES) as Locale[]).map((locale) => (
            <Tabs.Panel key={locale} value={locale} lang={locale}>
              <div className={classes.form}>
                <TextInput
                  label={t("business.nameThere")}
                  maxLength={120}
                  key={form.key(`${locale}.name`)}
                  {...form.getInputProps(`${locale}.name`)}
                />
                {TEXTS.map((name) => (
                  <Textarea
                    key={form.key(`${locale}.${name}`)}
                    label={t(`business.${name}`)}
                    autosize
                    minRows={2}
                    maxRows={10}
                    maxLength={name === "greeting" ? 1000 : 3500}
                    {...form.getInputProps(`${locale}.${name}`)}
                  />
                ))}
              </div>
            </Tabs.Panel>
          ))}
        </Tabs>
      </Sheet>
      <div className={classes.deeds}>
        <Button type="submit" loading={isBusy}>
          {t("common:save")}
        </Button>
      </div>
    </form>
  );
}
