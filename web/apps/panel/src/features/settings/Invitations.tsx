import { invite, type NewInvitation, withdrawInvitation } from "@kiosk/client";
import { listInvitationsOptions } from "@kiosk/client/queries";
import { DateTime, Sheet } from "@kiosk/ui/parts";
import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { ROLES, type StaffRole } from "./roles.ts";
import { ShownOnce } from "./ShownOnce.tsx";
import classes from "./settings.module.css";

/** Links that make somebody a member of the staff. */
export function Invitations() {
  const { t } = useTranslation(["settings", "common"]);
  const { data } = useQuery(listInvitationsOptions({ query: { size: 100 } }));
  const [isOpen, dialog] = useDisclosure();
  const [made, setMade] = useState<NewInvitation>();
  const { act, isBusy } = useAct();
  const withdraw = (id: number): Promise<boolean> =>
    act(async () => {
      await withdrawInvitation({ path: { invitation_id: id } });
      await stale("listInvitations");
    });
  const links = made && [
    { label: t("staff.inBrowser"), value: made.url },
    ...(made.deep_link ? [{ label: t("staff.inTelegram"), value: made.deep_link }] : []),
  ];
  return (
    <Sheet
      title={t("staff.invitations")}
      text={t("staff.invitationsText")}
      actions={
        <Button leftSection={<UserPlus size={17} />} onClick={dialog.open}>
          {t("staff.invite")}
        </Button>
      }
    >
      <ul className={classes.rows}>
        {data?.items.map((each) => (
          <li key={each.id}>
            <div>
              <strong>{each.name ?? t("staff.nameless")}</strong>
              <p className={classes.muted}>
                {t(`common:roles.${each.role as StaffRole}`)} · {t("staff.until")}{" "}
                <DateTime at={each.expires_at} />
              </p>
            </div>
            <Button variant="default" loading={isBusy} onClick={() => withdraw(each.id)}>
              {t("staff.withdraw")}
            </Button>
          </li>
        ))}
      </ul>
      <InviteDialog
        isOpen={isOpen}
        onClose={dialog.close}
        onMade={(invitation) => {
          dialog.close();
          setMade(invitation);
        }}
      />
      <ShownOnce
        title={t("staff.ready")}
        text={t("staff.readyText")}
        secrets={links}
        onClose={() => setMade(undefined)}
      />
    </Sheet>
  );
}

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onMade: (invitation: NewInvitation) => void;
}

function InviteDialog({ isOpen, onClose, onMade }: InviteDialogProps) {
  const { t } = useTranslation(["settings", "common"]);
  const { act, isBusy } = useAct();
  const [role, setRole] = useState<StaffRole>("manager");
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    void act(async () => {
      const made = await invite({ body: { role, name: name || null } });
      await stale("listInvitations");
      onMade(made);
    });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("staff.invite")}>
      <form onSubmit={send} className={classes.form}>
        <TextInput name="name" label={t("staff.whom")} maxLength={100} data-autofocus />
        <Select
          label={t("staff.role")}
          description={t(`staff.roles.${role}`)}
          data={ROLES.map((each) => ({ value: each, label: t(`common:roles.${each}`) }))}
          value={role}
          allowDeselect={false}
          onChange={(chosen) => chosen && setRole(chosen as StaffRole)}
        />
        <Button type="submit" loading={isBusy}>
          {t("staff.makeLink")}
        </Button>
      </form>
    </Modal>
  );
}
