import { type AdminProductItem, type BulkChange, changeProducts } from "@kiosk/client";
import { SelectionBar, toasts } from "@kiosk/ui/parts";
import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./products.module.css";
import { useCategories } from "./useCategories.ts";

interface BulkBarProps {
  products: AdminProductItem[];
  onDone: () => void;
}

/** What can be done with the ticked products together: all of them or none. */
export function BulkBar({ products, onDone }: BulkBarProps) {
  const { t } = useTranslation(["products", "common"]);
  const { act, isBusy } = useAct();
  const categories = useCategories();
  const send = async (ids: number[], change: Omit<BulkChange, "ids">): Promise<void> => {
    if (ids.length) await changeProducts({ body: { ids, ...change } });
  };
  /** Puts each product back to where it was, one call for each state there was. */
  const takeBack = (): Promise<boolean> =>
    act(async () => {
      for (const is_active of [true, false]) {
        const wereSo = products.filter((each) => each.is_active === is_active);
        for (const category_id of new Set(wereSo.map((each) => each.category_id))) {
          const ids = wereSo.filter((each) => each.category_id === category_id).map(({ id }) => id);
          await send(ids, { is_active, category_id });
        }
      }
      await stale("listProductsAsStaff", "listCategoriesAsStaff");
    });
  const change = (part: Omit<BulkChange, "ids">): Promise<boolean> =>
    act(async () => {
      await send(
        products.map(({ id }) => id),
        part,
      );
      await stale("listProductsAsStaff", "listCategoriesAsStaff", "getProductAsStaff");
      onDone();
      toasts.undo(t("bulk.done", { count: products.length }), t("common:undo"), () => void takeBack());
    });
  return (
    <SelectionBar
      title={t("bulk.title")}
      count={t("bulk.selected", { count: products.length })}
      clear={t("bulk.clear")}
      onClear={onDone}
    >
      <Button variant="default" loading={isBusy} onClick={() => change({ is_active: true })}>
        {t("bulk.show")}
      </Button>
      <Button variant="default" loading={isBusy} onClick={() => change({ is_active: false })}>
        {t("bulk.hide")}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" loading={isBusy}>
            {t("bulk.move")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ""}>
          <Menu.Item onClick={() => change({ category_id: null })}>{t("noCategory")}</Menu.Item>
          {categories.map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => change({ category_id: Number(value) })}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </SelectionBar>
  );
}
