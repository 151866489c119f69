import type { AdminProductItem } from "@kiosk/client";
import { SelectionBar } from "@kiosk/ui/parts";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { EllipsisVertical, Eye, EyeOff, FolderInput, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CategoryDialog, PriceDialog, StockDialog } from "./BulkDialogs.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { useBulk } from "./useBulk.ts";

interface BulkBarProps {
  products: AdminProductItem[];
  onDone: () => void;
}

type Asked = "price" | "stock" | "category" | "delete";

/** What can be done with the ticked products together: all of them or none. */
export function BulkBar({ products, onDone }: BulkBarProps) {
  const { t } = useTranslation("products");
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const { change, isBusy } = useBulk(products, () => {
    close();
    onDone();
  });
  const dialog = { products, isBusy, onClose: close, onChange: change };
  return (
    <SelectionBar
      title={t("bulk.title")}
      count={t("bulk.selected", { count: products.length })}
      clear={t("bulk.clear")}
      onClear={onDone}
    >
      <Button variant="default" onClick={() => setAsked("price")}>
        {t("bulk.price")}
      </Button>
      <Button variant="default" onClick={() => setAsked("stock")}>
        {t("bulk.stock")}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" loading={isBusy} aria-label={t("bulk.more")}>
            <EllipsisVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<FolderInput size={16} aria-hidden />} onClick={() => setAsked("category")}>
            {t("bulk.move")}
          </Menu.Item>
          <Menu.Item
            leftSection={<Eye size={16} aria-hidden />}
            onClick={() => void change({ is_active: true })}
          >
            {t("bulk.show")}
          </Menu.Item>
          <Menu.Item
            leftSection={<EyeOff size={16} aria-hidden />}
            onClick={() => void change({ is_active: false })}
          >
            {t("bulk.hide")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--danger)"
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={() => setAsked("delete")}
          >
            {t("edit.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PriceDialog {...dialog} isOpen={asked === "price"} />
      <StockDialog {...dialog} isOpen={asked === "stock"} />
      <CategoryDialog {...dialog} isOpen={asked === "category"} />
      <DeleteDialog
        ids={asked === "delete" ? products.map(({ id }) => id) : undefined}
        title={t("bulk.deleteAsk", { count: products.length })}
        onClose={close}
        onDeleted={onDone}
      />
    </SelectionBar>
  );
}
