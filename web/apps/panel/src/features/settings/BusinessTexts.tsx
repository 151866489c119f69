import { LANGUAGE_NAMES, type Language } from "@kiosk/ui";
import { Sheet } from "@kiosk/ui/parts";
import { Tabs, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { type BusinessValues, TEXTS } from "./businessForm.ts";
import classes from "./settings.module.css";

const SHORT = 1000;
const LONG = 3500;

interface BusinessTextsProps {
  form: UseFormReturnType<BusinessValues>;
  languages: readonly Language[];
  shown: Language;
  onShow: (language: Language) => void;
}

/** What the bot says about the shop, in each language that it speaks. */
export function BusinessTexts({ form, languages, shown, onShow }: BusinessTextsProps) {
  const { t } = useTranslation("settings");
  return (
    <Sheet title={t("business.texts")} text={t("business.textsText")}>
      <Tabs value={shown} onChange={(chosen) => onShow(chosen as Language)}>
        <Tabs.List mb="md">
          {languages.map((locale) => (
            <Tabs.Tab key={locale} value={locale}>
              {LANGUAGE_NAMES[locale]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((locale) => (
          <Tabs.Panel key={locale} value={locale} lang={locale}>
            <div className={classes.form}>
              <TextInput
                label={t("business.nameThere")}
                maxLength={120}
                {...form.getInputProps(`${locale}.name`)}
              />
              {TEXTS.map((name) => (
                <Textarea
                  key={name}
                  label={t(`business.${name}`)}
                  autosize
                  minRows={2}
                  maxRows={10}
                  maxLength={name === "greeting" ? SHORT : LONG}
                  {...form.getInputProps(`${locale}.${name}`)}
                />
              ))}
            </div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Sheet>
  );
}
