import { type ImportOut, setColumns } from "@kiosk/client";
import { Sheet } from "@kiosk/ui/parts";
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./exchange.module.css";
import { MEANINGS } from "./meanings.ts";

/** Columns that nobody knows: the person says what they mean, here and in every table to come. */
export function Columns({ job }: { job: ImportOut }) {
  const { t } = useTranslation("exchange");
  const [meanings, setMeanings] = useState<Record<string, string>>({});
  const { act, isBusy } = useAct();
  const chosen = Object.entries(meanings);
  const save = (): Promise<boolean> =>
    act(async () => {
      const columns = chosen.map(([header, meaning]) => ({
        header,
        meaning: meaning === "option" ? `option:${header}`.slice(0, 80) : meaning,
      }));
      await setColumns({ path: { import_id: job.id }, body: { columns } });
      setMeanings({});
      await stale("readImport", "listImportRows");
    });
  const choices = MEANINGS.map((value) => ({ value, label: t(`meaning.${value}`) }));
  return (
    <Sheet title={t("columns")} text={t("columnsText")}>
      <ul className={classes.unmatched}>
        {job.unmatched.map((header) => (
          <li key={header}>
            <span>{header}</span>
            <Select
              aria-label={t("meaningOf", { header })}
              placeholder={t("leftOut")}
              data={choices}
              value={meanings[header] ?? null}
              onChange={(value) => value && setMeanings((before) => ({ ...before, [header]: value }))}
            />
          </li>
        ))}
      </ul>
      <div className={classes.deeds}>
        <Button variant="default" disabled={chosen.length === 0} loading={isBusy} onClick={save}>
          {t("readAgain")}
        </Button>
      </div>
    </Sheet>
  );
}
