import { approveRoleRequest, refuseRoleRequest } from "@kiosk/client";
import { listRoleRequestsOptions } from "@kiosk/client/queries";
import { DateTime, Sheet } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./settings.module.css";

/** Sellers who wait for approval; nothing where nobody waits. */
export function RoleRequests() {
  const { t } = useTranslation("settings");
  const { data } = useQuery(listRoleRequestsOptions({ query: { size: 100 } }));
  const { act, isBusy } = useAct();
  const decide = (deed: () => Promise<unknown>): Promise<boolean> =>
    act(async () => {
      await deed();
      await stale("listRoleRequests", "listStaff");
    });
  const waiting = data?.items.filter(({ state }) => state === "waiting") ?? [];
  if (waiting.length === 0) return null;
  return (
    <Sheet title={t("staff.requests")}>
      <ul className={classes.rows}>
        {waiting.map(({ id, full_name, email, created_at }) => (
          <li key={id}>
            <div>
              <strong>{full_name}</strong>
              <p className={classes.muted}>
                {email} · <DateTime at={created_at} relative />
              </p>
            </div>
            <div className={classes.deeds}>
              <Button
                variant="default"
                loading={isBusy}
                onClick={() => decide(() => refuseRoleRequest({ path: { request_id: id } }))}
              >
                {t("staff.refuse")}
              </Button>
              <Button
                loading={isBusy}
                onClick={() => decide(() => approveRoleRequest({ path: { request_id: id } }))}
              >
                {t("staff.approve")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
