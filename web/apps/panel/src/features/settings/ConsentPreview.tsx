import { previewConsentText } from "@kiosk/client";
import { LANGUAGE_NAMES, type Language } from "@kiosk/ui";
import { NativeSelect, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BotScreen } from "../../lib/BotScreen.tsx";
import classes from "./consent.module.css";

const PAUSE = 600;

interface ConsentPreviewProps {
  languages: readonly Language[];
  texts: Record<Language, { title: string; body: string }>;
}

/** The draft as the bot shows it, page by page. */
export function ConsentPreview({ languages, texts }: ConsentPreviewProps) {
  const { t } = useTranslation("settings");
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? languages[0] ?? "ru";
  const [words] = useDebouncedValue(texts[language], PAUSE);
  const { data, isFetching } = useQuery({
    queryKey: [{ _id: "previewConsentText" }, language, words],
    queryFn: ({ signal }) => previewConsentText({ query: { lang: language }, body: words, signal }),
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
        onChange={({ currentTarget }) => setChosen(currentTarget.value as Language)}
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
