import { type AdminCategory, deleteCategory, updateCategory } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { EllipsisVertical, Eye, EyeOff, FolderPlus, Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { bodyOf, type Editing } from "./CategoryDialog.tsx";

interface CategoryMenuProps {
  category: AdminCategory;
  name: string;
  onEdit: (editing: Editing) => void;
}

/** What else can be done with a category. */
export function CategoryMenu({ category, name, onEdit }: CategoryMenuProps) {
  const { t } = useTranslation(["categories", "common"]);
  const { act, isBusy } = useAct();
  const [isAsking, dialog] = useDisclosure();
  const path = { category_id: category.id };
  const turn = (): Promise<boolean> =>
    act(async () => {
      await updateCategory({ path, body: { ...bodyOf(category), is_active: !category.is_active } });
      await stale("listCategoriesAsStaff");
    });
  const remove = async (): Promise<void> => {
    await act(async () => {
      await deleteCategory({ path });
      await stale("listCategoriesAsStaff");
      toasts.done(t("deleted"));
    });
    dialog.close();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("deeds", { name })}>
            <EllipsisVertical size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={() => onEdit({ category })}>
            {t("edit")}
          </Menu.Item>
          <Menu.Item
            leftSection={<FolderPlus size={16} aria-hidden />}
            onClick={() => onEdit({ parentId: category.id })}
          >
            {t("addIn", { name })}
          </Menu.Item>
          <Menu.Item
            leftSection={
              category.is_active ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />
            }
            onClick={turn}
          >
            {t(category.is_active ? "hide" : "show")}
          </Menu.Item>
          <Menu.Item
            color="var(--danger)"
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={dialog.open}
          >
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isAsking} onClose={dialog.close} title={t("deleteAsk", { name })}>
        <Text c="dimmed">{t("deleteText")}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={dialog.close} data-autofocus>
            {t("common:cancel")}
          </Button>
          <Button color="red.8" loading={isBusy} onClick={remove}>
            {t("delete")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
