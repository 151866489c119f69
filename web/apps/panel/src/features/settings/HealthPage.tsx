import { type BackupState, type FindingOut, mend } from "@kiosk/client";
import { readHealthOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

function backupClass({ is_stale, taken_at }: BackupState): string | undefined {
  if (is_stale) return classes.warning;
  return taken_at ? classes.fine : classes.muted;
}

/** What the doctor finds, with buttons for what a button can mend, and the newest backup. */
export function HealthPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch, isFetching } = useQuery(readHealthOptions());
  const { act, isBusy } = useAct();
  const apply = (remedy: NonNullable<FindingOut["remedy"]>): Promise<boolean> =>
    act(async () => {
      await mend({ body: { remedy } });
      toasts.done(t("health.mending"));
      await stale("readHealth", "readBackupState");
    });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader
        title={t("health.title")}
        actions={
          <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
            {t("health.again")}
          </Button>
        }
      />
      <div className={classes.stack}>
        <Sheet title={t("health.findings")}>
          {!data ? (
            <Skeleton height={90} />
          ) : data.findings.length === 0 ? (
            <p className={classes.fine}>
              <CircleCheck size={20} aria-hidden /> {t("health.fine")}
            </p>
          ) : (
            <ul className={classes.rows}>
              {data.findings.map(({ what, mend: advice, remedy }) => (
                <li key={what}>
                  <div lang="en">
                    <strong>{what}</strong>
                    <p className={classes.muted}>{advice}</p>
                  </div>
                  {remedy && (
                    <Button loading={isBusy} onClick={() => apply(remedy)}>
                      {t(`health.remedy.${remedy}`)}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Sheet>
        <Sheet
          title={t("health.backup")}
          text={t("health.backupText")}
          actions={
            <Button variant="default" loading={isBusy} onClick={() => apply("back-up")}>
              {t("health.remedy.back-up")}
            </Button>
          }
        >
          {!data ? (
            <Skeleton height={24} />
          ) : (
            <p className={backupClass(data.backup)}>
              {data.backup.taken_at ? (
                <span>
                  {t("health.newest")} <DateTime at={data.backup.taken_at} style="full" />
                </span>
              ) : (
                t("health.none")
              )}
            </p>
          )}
        </Sheet>
        <Sheet title={t("health.log")} text={t("health.logText")}>
          {!data ? (
            <Skeleton height={24} />
          ) : data.audit_log.verified_at ? (
            <p className={classes.muted}>
              {t("health.verified", { count: data.audit_log.entries })}{" "}
              <DateTime at={data.audit_log.verified_at} style="full" />
            </p>
          ) : (
            <p className={classes.muted}>{t("health.notYet")}</p>
          )}
        </Sheet>
      </div>
    </>
  );
}
