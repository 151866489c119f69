import { changeMember, type Member } from "@kiosk/client";
import { listStaffOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, Sheet, StatusBadge, toasts } from "@kiosk/ui/parts";
import { Button, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMe } from "../../session/me.ts";
import { Invitations } from "./Invitations.tsx";
import { RoleRequests } from "./RoleRequests.tsx";
import { ROLES, type StaffRole } from "./roles.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

/** Who works here, who is invited, who asks to sell here. */
export function StaffPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(listStaffOptions({ query: { size: 100 } }));
  return (
    <>
      <SettingsHeader title={t("staff.title")} />
      <div className={classes.stack}>
        <Sheet title={t("staff.people")}>
          {error && !data ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : data ? (
            <ul className={classes.rows}>
              {data.items.map((member) => (
                <Row key={member.id} member={member} />
              ))}
            </ul>
          ) : (
            <Skeleton height={120} />
          )}
        </Sheet>
        <Invitations />
        <RoleRequests />
      </div>
    </>
  );
}

function Row({ member }: { member: Member }) {
  const { t } = useTranslation(["settings", "common"]);
  const { act, isBusy } = useAct();
  const me = useMe();
  const isMe = member.id === me.id;
  const change = (body: { roles?: StaffRole[]; is_active?: boolean }): Promise<boolean> =>
    act(async () => {
      await changeMember({ path: { account_id: member.id }, body });
      await stale("listStaff");
      toasts.done(t("common:saved"));
    });
  const role = ROLES.find((each) => member.roles.includes(each));
  return (
    <li>
      <div>
        <strong>{member.full_name}</strong>
        <p className={classes.muted}>
          {[member.login ?? member.email, member.telegram_username && `@${member.telegram_username}`]
            .filter(Boolean)
            .join(" · ")}
          {member.last_seen_at && (
            <>
              {" · "}
              <DateTime at={member.last_seen_at} relative />
            </>
          )}
        </p>
      </div>
      {!member.is_active && <StatusBadge tone="quiet">{t("staff.off")}</StatusBadge>}
      <Select
        aria-label={t("staff.roleOf", { name: member.full_name })}
        data={ROLES.map((each) => ({ value: each, label: t(`common:roles.${each}`) }))}
        value={role ?? null}
        disabled={isMe || isBusy || !member.is_active}
        allowDeselect={false}
        onChange={(chosen) => chosen && void change({ roles: [chosen as StaffRole] })}
        w={180}
      />
      {!isMe && (
        <Button variant="default" loading={isBusy} onClick={() => change({ is_active: !member.is_active })}>
          {t(member.is_active ? "staff.switchOff" : "staff.switchOn")}
        </Button>
      )}
    </li>
  );
}
