import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@kiosk/ui";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import type { OptionDraft, Translations } from "./draft.ts";
import classes from "./words.module.css";

interface OptionWordsProps {
  /** The option whose dialog stands open. */
  option: OptionDraft | undefined;
  onClose: () => void;
}

/** An option and its values in every language, side by side. */
export function OptionWords({ option, onClose }: OptionWordsProps) {
  const { t } = useTranslation(["products", "common"]);
  return (
    <Modal
      opened={option !== undefined}
      onClose={onClose}
      size={980}
      title={t("words.title", { name: option?.name })}
    >
      <p className={classes.note}>{t("words.text")}</p>
      {option && <Table option={option} />}
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t("words.done")}</Button>
      </Group>
    </Modal>
  );
}

function Table({ option }: { option: OptionDraft }) {
  const { t } = useTranslation("products");
  const { draft, change } = useEditing();
  const index = draft.options.findIndex(({ key }) => key === option.key);
  const put = (changed: Partial<OptionDraft>): void =>
    change({ options: draft.options.with(index, { ...option, ...changed }) });
  return (
    <table className={classes.words}>
      <thead>
        <tr>
          <th scope="col">{t("edit.main")}</th>
          {LANGUAGES.map((each) => (
            <th scope="col" key={each} lang={each}>
              {LANGUAGE_NAMES[each]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row
          word={option.name}
          place={`options/${index}/translations`}
          name="name"
          translations={option.translations}
          onChange={(translations) => put({ translations })}
        />
        {option.values.map(({ value, translations }, at) => (
          <Row
            key={value}
            word={value}
            place={`options/${index}/values/${at}/translations`}
            name="value"
            translations={translations}
            onChange={(words) => put({ values: option.values.with(at, { value, translations: words }) })}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  word: string;
  /** Where the API stores it. */
  place: string;
  name: "name" | "value";
  translations: Translations;
  onChange: (translations: Translations) => void;
}

function Row({ word, place, name, translations, onChange }: RowProps) {
  const { problem } = useEditing();
  const write = (language: Language, text: string): void => {
    const { [language]: _, ...others } = translations;
    onChange(text ? { ...others, [language]: { [name]: text } } : others);
  };
  return (
    <tr data-name={name}>
      <th scope="row">{word}</th>
      {LANGUAGES.map((language) => (
        <td key={language} data-label={LANGUAGE_NAMES[language]}>
          <TextInput
            lang={language}
            aria-label={`${word}: ${LANGUAGE_NAMES[language]}`}
            placeholder={word}
            maxLength={60}
            value={translations[language]?.[name] ?? ""}
            onChange={(event) => write(language, event.currentTarget.value)}
            error={problem(`${place}/${language}/${name}`)}
          />
        </td>
      ))}
    </tr>
  );
}
