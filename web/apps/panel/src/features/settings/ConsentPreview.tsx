import { previewConsentText } from "@kiosk/client";
import { LANGUAGE_NAMES, type Language } from "@kiosk/ui";
import { NativeSelect, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { BotScreen } from "../../lib/BotScreen.tsx";
import classes from "./consent.module.css";

const PAUSE = 600;

interface ConsentPreviewProps {
  words: { title: string; body: string };
  version: number;
  language: Language;
  languages: readonly Language[];
  onLanguage: (language: Language) => void;
}

/** The draft as the bot shows it, page by page. */
export function ConsentPreview(props: ConsentPreviewProps) {
  const { version, language, languages, onLanguage } = props;
  const { t } = useTranslation("settings");
  const [words] = useDebouncedValue(props.words, PAUSE);
  const { data, isFetching } = useQuery({
    queryKey: [{ _id: "previewConsentText" }, language, version, words],
    queryFn: ({ signal }) => previewConsentText({ query: { lang: language, version }, body: words, signal }),
    enabled: Boolean(words.title.trim() && words.body.trim()),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  });
  return (
    <div className={classes.preview}>
      <NativeSelect
        label={t("preview.inBot")}
        data={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language}
        onChange={({ currentTarget }) => onLanguage(currentTarget.value as Language)}
      />
      {data ? (
        <div className={classes.pages} lang={language}>
          {data.items.map(({ html, buttons }, page) => (
            <BotScreen
              key={html}
              label={t("preview.page", { n: page + 1 })}
              html={html}
              buttons={buttons}
              isOld={isFetching}
            />
          ))}
        </div>
      ) : (
        <Skeleton height={220} radius="lg" />
      )}
    </div>
  );
}
