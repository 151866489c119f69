import { type AdminProductOut, deleteProduct, duplicateProduct, readUsage, type Usage } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../../lib/queries.ts";
import { useAct } from "../../../lib/useAct.ts";
import { lastList } from "../search.ts";

/** What else can be done with a stored product. */
export function ProductMenu({ product }: { product: AdminProductOut }) {
  const { t } = useTranslation("products");
  const navigate = useNavigate();
  const { act, isBusy } = useAct();
  const [usage, setUsage] = useState<Usage>();
  const path = { product_id: product.id };
  const duplicate = (): Promise<boolean> =>
    act(async () => {
      const copy = await duplicateProduct({ path });
      await stale("listProductsAsStaff");
      await navigate({ to: "/products/$id", params: { id: String(copy.id) } });
      toasts.done(t("edit.duplicated"));
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" loading={isBusy} aria-label={t("edit.deeds")}>
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
            onClick={() => act(async () => setUsage(await readUsage({ path })))}
          >
            {t("edit.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog
        product={product}
        usage={usage}
        onClose={() => setUsage(undefined)}
        onDeleted={() => void navigate({ to: "/products", search: lastList.search, ignoreBlocker: true })}
      />
    </>
  );
}

interface DeleteDialogProps {
  product: AdminProductOut;
  /** Known: the dialog stands open. */
  usage: Usage | undefined;
  onClose: () => void;
  onDeleted: () => void;
}

/** Says first which orders hold the product. */
function DeleteDialog({ product, usage, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation(["products", "common"]);
  const { act, isBusy } = useAct();
  const remove = (): Promise<boolean> =>
    act(async () => {
      await deleteProduct({ path: { product_id: product.id } });
      await stale("listProductsAsStaff", "listCategoriesAsStaff", "readDashboard");
      toasts.done(t("edit.deleted"));
      onClose();
      onDeleted();
    });
  return (
    <Modal opened={usage !== undefined} onClose={onClose} title={t("edit.deleteAsk", { name: product.name })}>
      <Text c="dimmed">
        {usage?.orders ? t("edit.deleteHeld", { count: usage.orders }) : t("edit.deleteNone")}{" "}
        {usage?.open_orders ? t("edit.deleteOpen", { count: usage.open_orders }) : null}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("common:cancel")}
        </Button>
        <Button color="red.8" loading={isBusy} onClick={remove}>
          {t("edit.delete")}
        </Button>
      </Group>
    </Modal>
  );
}
