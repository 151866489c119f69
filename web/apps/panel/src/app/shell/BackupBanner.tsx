import { readBackupStateOptions } from "@kiosk/client/queries";
import { DateTime } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./backup.module.css";

/** A backup doesn't grow old within minutes. */
const HALF_AN_HOUR = 1_800_000;

/** Says on every page that last night's backup is missing, to those who can do something about it. */
export function BackupBanner() {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery({
    ...readBackupStateOptions(),
    enabled: may("settings.edit"),
    staleTime: HALF_AN_HOUR,
    refetchInterval: HALF_AN_HOUR,
  });
  if (!data?.is_stale) return null;
  return (
    <aside className={classes.banner} aria-label={t("backup.label")}>
      <span>
        {data.taken_at ? (
          <>
            {t("backup.old")} <DateTime at={data.taken_at} relative />.
          </>
        ) : (
          t("backup.none")
        )}
      </span>
      <Link to="/settings/health">{t("backup.look")}</Link>
    </aside>
  );
}
