import { Sheet } from "@kiosk/ui/parts";
import { Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCategories } from "../useCategories.ts";
import { useEditing } from "./context.ts";
import classes from "./editor.module.css";

/** Where the product stands in the shop, and whether buyers see it. */
export function PlaceSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const categories = useCategories();
  return (
    <Sheet title={t("edit.place")}>
      <div className={classes.form}>
        <Switch
          label={t("edit.shown")}
          checked={draft.isActive}
          onChange={(event) => change({ isActive: event.currentTarget.checked })}
        />
        <Select
          label={t("category")}
          placeholder={t("noCategory")}
          data={categories}
          value={draft.categoryId === null ? null : String(draft.categoryId)}
          onChange={(value) => change({ categoryId: value === null ? null : Number(value) })}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("noCategory") }}
          error={problem("category_id")}
        />
        <TextInput
          label={t("edit.weight")}
          inputMode="numeric"
          value={draft.weight}
          onChange={(event) => change({ weight: event.currentTarget.value })}
          error={problem("weight_grams")}
        />
      </div>
    </Sheet>
  );
}
