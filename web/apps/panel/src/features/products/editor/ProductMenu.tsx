import { type AdminProductOut, duplicateProduct, IdempotencyKeys } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { ActionIcon, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../../lib/queries.ts";
import { useAct } from "../../../lib/useAct.ts";
import { DeleteDialog } from "../DeleteDialog.tsx";
import { lastList } from "../search.ts";
import classes from "./editor.module.css";

/** What else can be done with a stored product. */
export function ProductMenu({ product }: { product: AdminProductOut }) {
  const { t } = useTranslation("products");
  const navigate = useNavigate();
  const { act, isBusy } = useAct();
  const keys = useRef(new IdempotencyKeys());
  const [isDeleting, setDeleting] = useState(false);
  const duplicate = (): Promise<boolean> =>
    act(async () => {
      const path = { product_id: product.id };
      const copy = await duplicateProduct({ path, headers: keys.current.headers(path) });
      keys.current.done();
      await stale("listProductsAsStaff");
      await navigate({ to: "/products/$id", params: { id: String(copy.id) } });
      toasts.done(t("edit.duplicated"));
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="default"
            size="lg"
            loading={isBusy}
            aria-label={t("edit.deeds")}
            className={classes.more ?? ""}
          >
            <EllipsisVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={duplicate}>
            {t("edit.duplicate")}
          </Menu.Item>
          <Menu.Item
            color="var(--danger)"
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {t("edit.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog
        ids={isDeleting ? [product.id] : undefined}
        title={t("edit.deleteAsk", { name: product.name })}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: "/products", search: lastList.search, ignoreBlocker: true })}
      />
    </>
  );
}
