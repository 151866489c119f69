import { type BusinessInput, previewBusiness } from "@kiosk/client";
import { LANGUAGE_NAMES, type Language } from "@kiosk/ui";
import { Sheet } from "@kiosk/ui/parts";
import { NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BotScreen } from "../../lib/BotScreen.tsx";
import classes from "./business.module.css";

const PAUSE = 600;
const SCREENS = ["description", "home", "help"] as const;

interface BusinessPreviewProps {
  /** The business as it stands in the form. */
  body: BusinessInput;
  language: Language;
  languages: readonly Language[];
  onLanguage: (language: Language) => void;
}

/** What a shopper meets first, drawn by the bot itself from what stands in the form. */
export function BusinessPreview({ body, language, languages, onLanguage }: BusinessPreviewProps) {
  const { t } = useTranslation("settings");
  const [screen, setScreen] = useState<(typeof SCREENS)[number]>("home");
  const text = JSON.stringify(body);
  const [asked] = useDebouncedValue(text, PAUSE);
  const { data, isFetching } = useQuery({
    queryKey: [{ _id: "previewBusiness" }, language, asked],
    queryFn: ({ signal }) =>
      previewBusiness({ query: { lang: language }, body: JSON.parse(asked) as BusinessInput, signal }),
    enabled: Boolean(body.name.trim()),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  });
  const drawn = data?.items.find(({ name }) => name === screen);
  return (
    <Sheet title={t("preview.title")} text={t("preview.text")} className={classes.preview ?? ""}>
      <div className={classes.choices}>
        <SegmentedControl
          fullWidth
          aria-label={t("preview.screen")}
          data={SCREENS.map((value) => ({ value, label: t(`preview.screens.${value}`) }))}
          value={screen}
          onChange={(value) => setScreen(value as typeof screen)}
        />
        <NativeSelect
          aria-label={t("preview.language")}
          data={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={({ currentTarget }) => onLanguage(currentTarget.value as Language)}
        />
      </div>
      {drawn ? (
        <div className={classes.phone} lang={language}>
          <BotScreen
            label={t(`preview.screens.${screen}`)}
            html={drawn.html}
            picture={drawn.picture}
            buttons={drawn.buttons}
            isOld={isFetching || asked !== text}
          />
        </div>
      ) : (
        <Skeleton height={340} radius="lg" />
      )}
    </Sheet>
  );
}
