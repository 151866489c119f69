import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Asks before unsaved changes are lost, to whichever page the way leads. `isDirty` is asked at that moment. */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const { t } = useTranslation(["products", "common"]);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title={t("edit.leave")}>
      <Text c="dimmed">{t("edit.leaveText")}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t("edit.stay")}
        </Button>
        <Button color="red.8" onClick={() => proceed?.()}>
          {t("edit.go")}
        </Button>
      </Group>
    </Modal>
  );
}
