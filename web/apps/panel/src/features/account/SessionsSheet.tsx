import { endAllSessions, endSession, type SessionOutput, session } from "@kiosk/client";
import { listSessionsOptions } from "@kiosk/client/queries";
import { ConfirmButton, DateTime, ErrorState, Sheet, StatusBadge, toasts } from "@kiosk/ui/parts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./account.module.css";

/** Every device on which this account is signed in, and how to end that. */
export function SessionsSheet() {
  const { t } = useTranslation("account");
  const { data, error, refetch } = useQuery(listSessionsOptions());
  const { act } = useAct();
  const endAll = (): Promise<boolean> =>
    act(async () => {
      await endAllSessions();
      session.ended();
    });
  return (
    <Sheet
      title={t("sessions.title")}
      actions={
        <ConfirmButton
          question={t("sessions.endAllAsk")}
          text={t("sessions.endAllText")}
          confirm={t("sessions.endAll")}
          onConfirm={endAll}
        >
          {t("sessions.endAll")}
        </ConfirmButton>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <ul className={classes.rows}>
          {data.items.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      ) : (
        <Skeleton height={60} />
      )}
    </Sheet>
  );
}

function Row({ row }: { row: SessionOutput }) {
  const { t } = useTranslation("account");
  const { act } = useAct();
  const device = row.device || t("sessions.unknown");
  const end = (): Promise<boolean> =>
    act(async () => {
      await endSession({ path: { session_id: row.id } });
      toasts.done(t("sessions.ended"));
      await stale("listSessions");
    });
  return (
    <li>
      <div>
        <strong>{device}</strong>
        <p className={classes.muted}>
          {row.address && `${row.address} · `}
          {t("sessions.used")}: <DateTime at={row.last_used_at} relative />
        </p>
      </div>
      {row.is_current ? (
        <StatusBadge tone="good">{t("sessions.current")}</StatusBadge>
      ) : (
        <ConfirmButton
          question={t("sessions.endAsk", { device })}
          confirm={t("sessions.end")}
          onConfirm={end}
        >
          {t("sessions.end")}
        </ConfirmButton>
      )}
    </li>
  );
}
