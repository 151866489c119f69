import type { AuditEntryOut } from "@kiosk/client";
import { listAuditEntriesOptions } from "@kiosk/client/queries";
import { type Column, DataList, DateTime, ErrorState, Sheet } from "@kiosk/ui/parts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

const route = getRouteApi("/shell/settings/audit");
const SIZE = 50;

/** Who did what, the newest first. Nobody can change it, us included. */
export function AuditPage() {
  const { t } = useTranslation("settings");
  const { page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useQuery(listAuditEntriesOptions({ query: { page, size: SIZE } }));
  const columns: Column<AuditEntryOut>[] = [
    { accessor: "at", title: t("audit.at"), render: ({ at }) => <DateTime at={at} style="full" /> },
    { accessor: "actor_name", title: t("audit.who"), render: (entry) => <Actor entry={entry} /> },
    { accessor: "action", title: t("audit.what"), render: (entry) => <code>{operationOf(entry)}</code> },
    { accessor: "subject", title: t("audit.of") },
  ];
  return (
    <>
      <SettingsHeader title={t("audit.title")} />
      <Sheet flush>
        {found.isError && !found.data ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <DataList
            records={found.data?.items}
            columns={columns}
            card={(entry) => <Card entry={entry} />}
            idOf={({ id }) => id}
            total={found.data?.total ?? 0}
            page={page}
            size={SIZE}
            onPage={(next) => navigate({ search: { page: next } })}
            isFetching={found.isFetching}
          />
        )}
      </Sheet>
    </>
  );
}

/** What was called; older and automatic entries only say by which right. */
function operationOf({ action, details }: AuditEntryOut): string {
  return typeof details.operation === "string" ? details.operation : action;
}

function Actor({ entry }: { entry: AuditEntryOut }) {
  const { t } = useTranslation("settings");
  if (entry.actor_name) return entry.actor_name;
  return entry.key_id === null ? t("audit.machine") : t("audit.key", { id: entry.key_id });
}

function Card({ entry }: { entry: AuditEntryOut }) {
  return (
    <div className={classes.place}>
      <span>
        <strong>
          <Actor entry={entry} />
          {entry.subject && ` · ${entry.subject}`}
        </strong>
        <span className={classes.muted}>
          <DateTime at={entry.at} style="full" /> · {operationOf(entry)}
        </span>
      </span>
    </div>
  );
}
