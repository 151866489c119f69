import { applyImport, cancelImport, type ImportOut, undoImport } from "@kiosk/client";
import { ConfirmButton } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

const CONCERNED = [
  "readImport",
  "listImports",
  "listImportRows",
  "listProductsAsStaff",
  "listCategoriesAsStaff",
];

/** While it can still be left: what a step that runs has done is then given up. */
const STOPPABLE: ReadonlyArray<ImportOut["state"]> = ["waiting", "reading", "applying"];

/** What taking it back concerns. */
function madeBy({ counts }: ImportOut): { new: number; changed: number; categories: number } {
  return {
    new: counts.products_new ?? 0,
    changed: counts.products_changed ?? 0,
    categories: counts.categories_new ?? 0,
  };
}

/** Apply all, apply what is good, leave it, take it back. */
export function ImportDeeds({ job }: { job: ImportOut }) {
  const { t } = useTranslation("exchange");
  const { act, isBusy } = useAct();
  const navigate = useNavigate();
  const path = { import_id: job.id };
  const run = (deed: () => Promise<unknown>): Promise<boolean> =>
    act(async () => {
      await deed();
      await stale(...CONCERNED);
    });
  const wrong = job.counts.wrong ?? 0;
  return (
    <>
      {job.can_apply && (
        <Button
          variant="default"
          loading={isBusy}
          onClick={() =>
            run(async () => {
              await cancelImport({ path });
              await navigate({ to: "/import" });
            })
          }
        >
          {t("leave")}
        </Button>
      )}
      {job.can_apply && (
        <Button
          loading={isBusy}
          onClick={() => run(() => applyImport({ path, body: { mode: wrong ? "good-rows" : "atomic" } }))}
        >
          {wrong ? t("applyGood") : t("apply")}
        </Button>
      )}
      {STOPPABLE.includes(job.state) && (
        <ConfirmButton
          variant="default"
          question={t("stopAsk")}
          text={t("stopText")}
          confirm={t("stop")}
          onConfirm={() => run(() => cancelImport({ path }))}
        >
          {t("stop")}
        </ConfirmButton>
      )}
      {job.can_undo && (
        <ConfirmButton
          question={t("undoAsk")}
          text={`${t("undoWhat", madeBy(job))} ${t("undoText")}`}
          confirm={t("undo")}
          onConfirm={() => run(() => undoImport({ path }))}
        >
          {t("undo")}
        </ConfirmButton>
      )}
    </>
  );
}
