import { LANGUAGE_NAMES, LANGUAGE_SHORT, LANGUAGES, type Language } from "@kiosk/ui";
import { Sheet } from "@kiosk/ui/parts";
import { Tabs, Textarea, TextInput } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../texts/texts.ts";
import { useEditing } from "./context.ts";
import type { TextsDraft } from "./draft.ts";
import classes from "./editor.module.css";

/** Name and description: the main ones, and beside them those of a language. */
export function TextsSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const own = useLanguage();
  const isWrong = (language: Language): boolean =>
    Boolean(problem(`translations/${language}/name`) ?? problem(`translations/${language}/description`));
  return (
    <Sheet title={t("edit.texts")} text={t("edit.textsText")}>
      <div className={classes.sides}>
        <section className={classes.side} aria-label={t("edit.main")}>
          <h3 className={classes.sideTitle}>{t("edit.main")}</h3>
          <Fields
            texts={draft.main}
            onChange={(main) => change({ main })}
            problem={(name) => problem(name)}
            isRequired
          />
        </section>
        <Tabs defaultValue={own} keepMounted={false} variant="pills" className={classes.side ?? ""}>
          <Tabs.List className={classes.languages ?? ""} aria-label={t("edit.languages")}>
            {LANGUAGES.map((language) => (
              <Tabs.Tab
                key={language}
                value={language}
                lang={language}
                data-wrong={isWrong(language) || undefined}
                rightSection={draft.languages[language].name ? <Check size={13} aria-hidden /> : undefined}
              >
                <span aria-hidden>{LANGUAGE_SHORT[language]}</span>
                <span className="visually-hidden">{LANGUAGE_NAMES[language]}</span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {LANGUAGES.map((language) => (
            <Tabs.Panel key={language} value={language} lang={language}>
              <Fields
                texts={draft.languages[language]}
                model={draft.main}
                of={LANGUAGE_NAMES[language]}
                onChange={(texts) => change({ languages: { ...draft.languages, [language]: texts } })}
                problem={(name) => problem(`translations/${language}/${name}`)}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
      </div>
    </Sheet>
  );
}

interface FieldsProps {
  texts: TextsDraft;
  /** What is read where these are empty. */
  model?: TextsDraft;
  /** The language that they are in, for those who hear the label; none for the main ones. */
  of?: string;
  onChange: (texts: TextsDraft) => void;
  problem: (name: keyof TextsDraft) => string | undefined;
  isRequired?: boolean;
}

function Fields({ texts, model, of, onChange, problem, isRequired = false }: FieldsProps) {
  const { t } = useTranslation("products");
  const heard = (label: string) => (of ? { "aria-label": `${label}: ${of}` } : {});
  return (
    <div className={classes.form}>
      <TextInput
        label={t("name")}
        {...heard(t("name"))}
        value={texts.name}
        placeholder={model?.name ?? ""}
        onChange={(event) => onChange({ ...texts, name: event.currentTarget.value })}
        maxLength={200}
        required={isRequired}
        withAsterisk={false}
        error={problem("name")}
      />
      <Textarea
        label={t("edit.description")}
        {...heard(t("edit.description"))}
        value={texts.description}
        placeholder={model?.description.slice(0, 200) ?? ""}
        onChange={(event) => onChange({ ...texts, description: event.currentTarget.value })}
        maxLength={10_000}
        autosize
        minRows={5}
        maxRows={14}
        error={problem("description")}
      />
    </div>
  );
}
