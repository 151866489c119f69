import { deleteProducts } from "@kiosk/client";
import { readUsageOptions } from "@kiosk/client/queries";
import { toasts } from "@kiosk/ui/parts";
import { Button, Group, Modal, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

interface DeleteDialogProps {
  /** Known: the dialog stands open. */
  ids: number[] | undefined;
  title: string;
  onClose: () => void;
  onDeleted: () => void;
}

/** Takes products out of the shop for good; says first which orders hold them. */
export function DeleteDialog({ ids, title, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation(["products", "common"]);
  const { act, isBusy } = useAct();
  const { data, error, refetch } = useQuery({
    ...readUsageOptions({ query: { product_ids: ids ?? [] } }),
    enabled: ids !== undefined,
    placeholderData: undefined,
    staleTime: 0,
  });
  const remove = (): Promise<boolean> =>
    act(async () => {
      await deleteProducts({ query: { ids: ids ?? [] } });
      onClose();
      onDeleted();
      await stale("listProductsAsStaff", "listCategoriesAsStaff", "readDashboard");
      toasts.done(t("edit.deleted"));
    });
  const count = ids?.length ?? 0;
  return (
    <Modal opened={ids !== undefined} onClose={onClose} title={title}>
      {error ? (
        <Text role="alert" c="var(--tone-bad)">
          {t("common:offline.text")}
        </Text>
      ) : !data ? (
        <Skeleton height={44} />
      ) : (
        <Text c="dimmed">
          {data.orders ? t("edit.heldBy", { count: data.orders }) : t("edit.heldByNone", { count })}{" "}
          {data.open_orders > 0 && `${t("edit.heldOpen", { count: data.open_orders })} `}
          {t("edit.forGood", { count })}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("common:cancel")}
        </Button>
        {error ? (
          <Button onClick={() => void refetch()}>{t("common:retry")}</Button>
        ) : (
          <Button color="red.8" loading={isBusy} disabled={!data} onClick={remove}>
            {t("edit.delete")}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
