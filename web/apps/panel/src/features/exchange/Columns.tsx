import { type ImportOut, setColumns } from "@kiosk/client";
import { Sheet } from "@kiosk/ui/parts";
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./exchange.module.css";
import { MEANINGS } from "./meanings.ts";

/** What columns hold, those first that nobody knows: the person says so, here and in every table to come. */
export function Columns({ job }: { job: ImportOut }) {
  const { t } = useTranslation("exchange");
  const [meanings, setMeanings] = useState<Record<string, string>>({});
  const [isWhole, setWhole] = useState(false);
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
  // WooCommerce's own columns belong together; nobody has to explain them.
  const mayShowAll = !job.columns.some(({ meaning }) => meaning?.startsWith("woo:"));
  const shown = isWhole ? job.columns : job.columns.filter(({ meaning }) => !meaning);
  // A meaning has a colon of its own: "weight:kg".
  const choices = MEANINGS.map((value) => ({ value, label: t(`meaning.${value}`, { nsSeparator: false }) }));
  return (
    <Sheet
      title={t(job.unmatched.length ? "columns" : "columnsAll")}
      text={shown.length ? t("columnsText") : undefined}
      actions={
        mayShowAll &&
        !isWhole && (
          <Button variant="default" onClick={() => setWhole(true)}>
            {t("allColumns")}
          </Button>
        )
      }
    >
      <ul className={classes.unmatched}>
        {shown.map(({ header, meaning }) => (
          <li key={header}>
            <span>{header}</span>
            <Select
              aria-label={t("meaningOf", { header })}
              placeholder={t("leftOut")}
              data={choices}
              value={meanings[header] ?? choiceOf(meaning)}
              onChange={(value) => value && setMeanings((before) => ({ ...before, [header]: value }))}
            />
          </li>
        ))}
      </ul>
      {shown.length > 0 && (
        <div className={classes.deeds}>
          <Button variant="default" disabled={chosen.length === 0} loading={isBusy} onClick={save}>
            {t("readAgain")}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

/** The choice that stands for a meaning: all options are one. */
function choiceOf(meaning: string | null): string | null {
  return meaning?.startsWith("option:") ? "option" : meaning;
}
