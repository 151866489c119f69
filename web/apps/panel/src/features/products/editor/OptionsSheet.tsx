import { Sheet } from "@kiosk/ui/parts";
import { ActionIcon, Button, TagsInput, TextInput } from "@mantine/core";
import { Languages, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import type { OptionDraft } from "./draft.ts";
import classes from "./editor.module.css";
import { rearrange } from "./matrix.ts";
import { OptionWords } from "./OptionWords.tsx";

const MOST = 5;
const MOST_VARIANTS = 200;

/** By what the variants differ; the variants follow every change. */
export function OptionsSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const [translated, setTranslated] = useState<string>();
  const put = (options: OptionDraft[]): void => {
    const variants = rearrange(draft.options, options, draft.variants);
    // The server takes no more, and a page of thousands of rows would freeze.
    if (variants.length <= MOST_VARIANTS) change({ options, variants });
  };
  const rename = (option: OptionDraft, name: string): void => {
    if (draft.options.some((each) => each.key !== option.key && each.name === name && name)) return;
    change({
      options: draft.options.map((each) =>
        each.key === option.key ? { ...each, name, translations: {} } : each,
      ),
      variants: draft.variants.map((variant) => ({
        ...variant,
        attributes: variant.attributes.map((pair) =>
          pair.type === option.name ? { ...pair, type: name } : pair,
        ),
      })),
      pictures: draft.pictures.map((picture) =>
        picture.attribute?.type === option.name
          ? { ...picture, attribute: { ...picture.attribute, type: name } }
          : picture,
      ),
    });
  };
  const setValues = (option: OptionDraft, values: string[]): void =>
    put(
      draft.options.map((each) =>
        each.key === option.key
          ? {
              ...each,
              values: values.map(
                (value) =>
                  option.values.find((known) => known.value === value) ?? { value, translations: {} },
              ),
            }
          : each,
      ),
    );
  const add = (): void =>
    change({
      options: [...draft.options, { key: crypto.randomUUID(), name: "", translations: {}, values: [] }],
    });
  return (
    <Sheet title={t("edit.options")} text={t("edit.optionsText")}>
      <div className={classes.options}>
        {draft.options.map((option, index) => (
          <div key={option.key} className={classes.option}>
            <TextInput
              label={t("edit.optionName")}
              placeholder={t("edit.optionHint")}
              value={option.name}
              onChange={(event) => rename(option, event.currentTarget.value)}
              maxLength={60}
              error={problem(`options/${index}/name`)}
            />
            <TagsInput
              label={t("edit.values")}
              placeholder={t("edit.valuesHint")}
              value={option.values.map(({ value }) => value)}
              onChange={(values) => setValues(option, values)}
              disabled={!option.name.trim()}
              acceptValueOnBlur
              error={problem(`options/${index}/values`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("words.open", { name: option.name || t("edit.optionName") })}
              disabled={option.values.length === 0}
              onClick={() => setTranslated(option.key)}
            >
              <Languages size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("edit.removeOption", { name: option.name || t("edit.optionName") })}
              onClick={() => put(draft.options.filter(({ key }) => key !== option.key))}
            >
              <Trash2 size={17} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {draft.options.length < MOST && (
          <Button
            variant="default"
            onClick={add}
            leftSection={<Plus size={16} aria-hidden />}
            w="fit-content"
          >
            {t("edit.addOption")}
          </Button>
        )}
      </div>
      <OptionWords
        option={draft.options.find(({ key }) => key === translated)}
        onClose={() => setTranslated(undefined)}
      />
    </Sheet>
  );
}
