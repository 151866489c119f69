import { type InvitationSeen, lookAtInvitation } from "@kiosk/client";
import { Button, Loader, PasswordInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { BrokenLink } from "./BrokenLink.tsx";
import { accept } from "./calls.ts";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";
import { useNext } from "./useNext.ts";
import { useToken } from "./useToken.ts";

/** An invitation to work here, or the link that makes the owner of a fresh installation. */
export function InvitationPage() {
  const token = useToken();
  const { data: invited, error } = useQuery({
    queryKey: [{ _id: "lookAtInvitation", token }],
    queryFn: () => lookAtInvitation({ body: { token } }),
    enabled: token !== "",
    gcTime: 0,
    retry: false,
  });
  if (!token || error) return <BrokenLink error={error} />;
  return <Acceptance token={token} invited={invited} />;
}

function useWelcome(invited: InvitationSeen | undefined): { title: string; text: string } {
  const { t } = useTranslation(["sign-in", "common"]);
  const title = t("invitation.title", { business: invited?.business_name || "Kiosk" });
  if (!invited) return { title, text: "" };
  if (!invited.invited_by) return { title, text: t("invitation.owner") };
  const role = t(`common:roles.${invited.role as "owner"}`, { defaultValue: invited.role });
  return { title, text: t("invitation.text", { inviter: invited.invited_by, role }) };
}

function Acceptance({ token, invited }: { token: string; invited: InvitationSeen | undefined }) {
  const { t } = useTranslation("sign-in");
  const goOn = useNext(undefined);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const read = (name: string): string => String(fields.get(name) ?? "").trim();
    setBusy(true);
    setError(undefined);
    try {
      await accept(token, {
        login: read("username"),
        password: String(fields.get("password")),
        first_name: read("first_name"),
        last_name: read("last_name"),
      });
      await goOn();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <EntryFrame {...useWelcome(invited)}>
      {!invited ? (
        <Loader mx="auto" />
      ) : (
        <form onSubmit={submit} className={classes.form}>
          <Refused error={error} />
          <TextInput
            name="first_name"
            label={t("invitation.firstName")}
            autoComplete="given-name"
            required
            withAsterisk={false}
            autoFocus
          />
          <TextInput name="last_name" label={t("invitation.lastName")} autoComplete="family-name" />
          <TextInput
            name="username"
            label={t("invitation.login")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="password"
            label={t("reset.password")}
            description={t("reset.hint")}
            autoComplete="new-password"
            minLength={12}
            maxLength={128}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={isBusy} size="md">
            {t("invitation.accept")}
          </Button>
        </form>
      )}
    </EntryFrame>
  );
}
