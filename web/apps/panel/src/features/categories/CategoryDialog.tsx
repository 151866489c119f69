import {
  type AdminCategory,
  type CategoryInput,
  createCategory,
  IdempotencyKeys,
  updateCategory,
} from "@kiosk/client";
import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { toasts } from "@kiosk/ui/parts";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./categories.module.css";

/** A category to be renamed, or where a new one shall stand. */
export type Editing = { category: AdminCategory } | { parentId: number | null };

/** A stored category as it is sent back. */
export function bodyOf(category: AdminCategory): CategoryInput {
  const { name, slug, parent_id, is_active, picture } = category;
  const translations = category.translations as NonNullable<CategoryInput["translations"]>;
  return { name, slug, parent_id, is_active, translations, picture_id: picture?.id ?? null };
}

interface CategoryDialogProps {
  editing: Editing | undefined;
  onClose: () => void;
}

/** The names of a category in every language. */
export function CategoryDialog({ editing, onClose }: CategoryDialogProps) {
  const { t } = useTranslation(["categories", "common"]);
  const isNew = !editing || "parentId" in editing;
  return (
    <Modal opened={editing !== undefined} onClose={onClose} title={t(isNew ? "add" : "edit")}>
      {editing && <Names editing={editing} onClose={onClose} />}
    </Modal>
  );
}

function Names({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t } = useTranslation(["categories", "common"]);
  const keys = useRef(new IdempotencyKeys());
  const category = "category" in editing ? editing.category : undefined;
  const known = (language: string): string => category?.translations[language]?.name ?? "";
  const form = useForm({
    mode: "uncontrolled",
    initialValues: {
      name: category?.name ?? "",
      ru: known("ru"),
      uk: known("uk"),
      kk: known("kk"),
      en: known("en"),
    },
    onValuesChange: () => keys.current.done(),
  });
  const { act, isBusy } = useAct(form);
  const save = form.onSubmit((values) =>
    act(async () => {
      const translations = Object.fromEntries(
        LANGUAGES.filter((each) => values[each].trim()).map((each) => [each, { name: values[each].trim() }]),
      );
      const names = { name: values.name.trim(), translations };
      if ("category" in editing) {
        const { id } = editing.category;
        await updateCategory({ path: { category_id: id }, body: { ...bodyOf(editing.category), ...names } });
      } else {
        const body = { ...names, parent_id: editing.parentId };
        await createCategory({ body, headers: keys.current.headers() });
      }
      await stale("listCategoriesAsStaff", "listProductsAsStaff");
      toasts.done(t("common:saved"));
      onClose();
    }),
  );
  return (
    <form onSubmit={save} className={classes.form}>
      <TextInput
        label={t("main")}
        description={t("mainText")}
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      {LANGUAGES.map((language) => (
        <TextInput
          key={form.key(language)}
          label={LANGUAGE_NAMES[language]}
          lang={language}
          maxLength={120}
          {...form.getInputProps(language)}
        />
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t("common:save")}
        </Button>
      </Group>
    </form>
  );
}
