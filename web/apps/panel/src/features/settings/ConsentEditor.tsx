import { type ConsentDraft, type ConsentVersion, publishConsentText } from "@kiosk/client";
import { readShopOptions } from "@kiosk/client/queries";
import { asLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from "@kiosk/ui";
import { ConfirmButton, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Tabs, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { ConsentPreview } from "./ConsentPreview.tsx";
import classes from "./consent.module.css";

type Words = { title: string; body: string };
type Texts = Record<Language, Words>;

interface ConsentEditorProps {
  purpose: string;
  /** The version that the next one is made from. */
  current: ConsentVersion;
  onDone: () => void;
}

function textsOf({ texts }: ConsentVersion): Texts {
  const words = (language: Language): Words => ({
    title: texts[language]?.title ?? "",
    body: texts[language]?.body ?? "",
  });
  return { ru: words("ru"), uk: words("uk"), kk: words("kk"), en: words("en") };
}

/** The next version of a text in all of the shop's languages side by side; nothing is published until it is said so. */
export function ConsentEditor({ purpose, current, onDone }: ConsentEditorProps) {
  const { t } = useTranslation(["settings", "common"]);
  const { data: shop } = useQuery(readShopOptions());
  const [texts, setTexts] = useState(() => textsOf(current));
  const [chosen, setChosen] = useState<Language>();
  const [isDrawn, setDrawn] = useState(false);
  const { act } = useAct();
  const spoken = (shop?.locales ?? LANGUAGES).map(asLanguage).filter((each) => each !== undefined);
  const shown = chosen && spoken.includes(chosen) ? chosen : (spoken[0] ?? "en");
  const isComplete = spoken.every((each) => texts[each].title.trim() && texts[each].body.trim());
  const isChanged = JSON.stringify(texts) !== JSON.stringify(textsOf(current));
  const write = (language: Language, words: Partial<Words>): void =>
    setTexts((before) => ({ ...before, [language]: { ...before[language], ...words } }));
  const publish = (): Promise<boolean> =>
    act(async () => {
      const written = Object.entries(texts).filter(([, { title, body }]) => title.trim() && body.trim());
      const draft: ConsentDraft = { based_on: current.version, texts: Object.fromEntries(written) };
      await publishConsentText({ path: { purpose }, body: draft });
      await stale("listConsentTexts");
      toasts.done(t("privacy.published"));
      onDone();
    });
  return (
    <Sheet title={t("privacy.draft", { n: current.version + 1 })} text={t("privacy.draftText")}>
      <Tabs
        value={shown}
        onChange={(language) => setChosen(language as Language)}
        className={classes.oneByOne ?? ""}
      >
        <Tabs.List>
          {spoken.map((language) => (
            <Tabs.Tab key={language} value={language}>
              {LANGUAGE_NAMES[language]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <div className={classes.languages}>
        {spoken.map((language) => (
          <fieldset
            key={language}
            lang={language}
            className={classes.language}
            data-shown={language === shown || undefined}
          >
            <legend>{LANGUAGE_NAMES[language]}</legend>
            <TextInput
              label={t("privacy.heading")}
              maxLength={200}
              value={texts[language].title}
              onChange={({ currentTarget }) => write(language, { title: currentTarget.value })}
            />
            <Textarea
              label={t("privacy.body")}
              autosize
              minRows={8}
              maxRows={18}
              maxLength={12_000}
              value={texts[language].body}
              onChange={({ currentTarget }) => write(language, { body: currentTarget.value })}
            />
          </fieldset>
        ))}
      </div>
      {isDrawn && (
        <ConsentPreview
          words={texts[shown]}
          version={current.version + 1}
          language={shown}
          languages={spoken}
          onLanguage={setChosen}
        />
      )}
      <div className={classes.deeds}>
        <ConfirmButton
          variant="filled"
          disabled={!isComplete || !isChanged}
          question={t("privacy.publishAsk")}
          text={t("privacy.publishText", { count: current.in_force })}
          confirm={t("privacy.publish")}
          onConfirm={publish}
        >
          {t("privacy.publish")}
        </ConfirmButton>
        <Button variant="default" aria-expanded={isDrawn} onClick={() => setDrawn(!isDrawn)}>
          {t(isDrawn ? "privacy.hideDraft" : "privacy.showDraft")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("common:cancel")}
        </Button>
      </div>
    </Sheet>
  );
}
