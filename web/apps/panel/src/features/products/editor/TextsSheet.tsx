import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { Sheet } from "@kiosk/ui/parts";
import { Tabs, Textarea, TextInput } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import type { TextsDraft } from "./draft.ts";
import classes from "./editor.module.css";

/** Name and description: the main ones, and those of each language. */
export function TextsSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  return (
    <Sheet title={t("edit.texts")} text={t("edit.textsText")}>
      <Tabs defaultValue="main" keepMounted={false}>
        <Tabs.List mb="md" className={classes.tabs ?? ""}>
          <Tabs.Tab value="main">{t("edit.main")}</Tabs.Tab>
          {LANGUAGES.map((language) => (
            <Tabs.Tab
              key={language}
              value={language}
              lang={language}
              rightSection={draft.languages[language].name ? <Check size={14} aria-hidden /> : undefined}
            >
              {LANGUAGE_NAMES[language]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="main">
          <Fields
            texts={draft.main}
            onChange={(main) => change({ main })}
            problem={(name) => problem(name)}
            isRequired
          />
        </Tabs.Panel>
        {LANGUAGES.map((language) => (
          <Tabs.Panel key={language} value={language} lang={language}>
            <Fields
              texts={draft.languages[language]}
              model={draft.main}
              onChange={(texts) => change({ languages: { ...draft.languages, [language]: texts } })}
              problem={(name) => problem(`translations/${language}/${name}`)}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Sheet>
  );
}

interface FieldsProps {
  texts: TextsDraft;
  /** What is read where these are empty. */
  model?: TextsDraft;
  onChange: (texts: TextsDraft) => void;
  problem: (name: keyof TextsDraft) => string | undefined;
  isRequired?: boolean;
}

function Fields({ texts, model, onChange, problem, isRequired = false }: FieldsProps) {
  const { t } = useTranslation("products");
  return (
    <div className={classes.form}>
      <TextInput
        label={t("name")}
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
        description={t("edit.descriptionNote")}
        value={texts.description}
        placeholder={model?.description.slice(0, 200) ?? ""}
        onChange={(event) => onChange({ ...texts, description: event.currentTarget.value })}
        maxLength={10_000}
        autosize
        minRows={4}
        maxRows={14}
        error={problem("description")}
      />
    </div>
  );
}
