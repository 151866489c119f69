import type { ImportOut, RemarkOut } from "@kiosk/client";
import { listImportRowsOptions } from "@kiosk/client/queries";
import { Sheet } from "@kiosk/ui/parts";
import { Button, Pagination, Skeleton, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openFile } from "../../lib/openFile.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./exchange.module.css";

const SIZE = 50;

/** The rows of which there is something to say, in plain words. */
export function Remarks({ job }: { job: ImportOut }) {
  const { t } = useTranslation(["exchange", "common"]);
  const [page, setPage] = useState(1);
  const [isOnlyWrong, setOnlyWrong] = useState(false);
  const { wrong = 0, notices = 0 } = job.counts;
  const { act, isBusy } = useAct();
  const { data } = useQuery(
    listImportRowsOptions({
      path: { import_id: job.id },
      query: { page, size: SIZE, wrong_only: isOnlyWrong },
    }),
  );
  const save = (): Promise<boolean> =>
    act(() => openFile(`/api/v1/admin/imports/${job.id}/corrected`, `${job.name} - ${t("toCorrect")}.xlsx`));
  return (
    <Sheet
      title={t(wrong ? "remarks" : "remarksNotices")}
      text={wrong ? t("remarksText") : undefined}
      actions={
        <Button variant="default" leftSection={<Download size={17} />} loading={isBusy} onClick={save}>
          {t("corrected")}
        </Button>
      }
    >
      {wrong > 0 && notices > 0 && (
        <Switch
          mb="sm"
          label={t("onlyWrong")}
          checked={isOnlyWrong}
          onChange={({ currentTarget }) => {
            setOnlyWrong(currentTarget.checked);
            setPage(1);
          }}
        />
      )}
      {!data && <Skeleton height={140} />}
      <ul className={classes.remarks}>
        {data?.items.map((row) => (
          <li key={row.row}>
            <span className={classes.line}>{t("row", { row: row.row })}</span>
            <div>
              <strong>{row.name ?? row.sku ?? "—"}</strong>
              {row.problems.map((remark) => (
                <Remark key={`${remark.code} ${remark.column}`} remark={remark} isProblem />
              ))}
              {row.notices.map((remark) => (
                <Remark key={`${remark.code} ${remark.column}`} remark={remark} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {data && data.total > SIZE && (
        <Pagination
          mt="md"
          total={Math.ceil(data.total / SIZE)}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({
            "aria-label": t(control === "previous" ? "common:list.previous" : "common:list.next"),
          })}
        />
      )}
    </Sheet>
  );
}

function Remark({ remark, isProblem = false }: { remark: RemarkOut; isProblem?: boolean }) {
  return (
    <p className={isProblem ? classes.problem : classes.muted}>
      {remark.column && <b>{remark.column}: </b>}
      {remark.detail}
    </p>
  );
}
