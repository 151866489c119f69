import { resetPassword } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { Button, PasswordInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { BrokenLink } from "./BrokenLink.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";
import { useToken } from "./useToken.ts";

/** A new password, by the link of the letter. */
export function ResetPage() {
  const { t } = useTranslation("sign-in");
  const token = useToken();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  if (!token) return <BrokenLink />;
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const new_password = String(new FormData(event.currentTarget).get("password"));
      await resetPassword({ body: { token, new_password } });
      toasts.done(t("reset.done"));
      await navigate({ to: "/sign-in", replace: true });
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <EntryFrame title={t("reset.title")}>
      <form onSubmit={submit} className={classes.form}>
        <Refused error={error} />
        <PasswordInput
          name="password"
          label={t("reset.password")}
          description={t("reset.hint")}
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={isBusy} size="md">
          {t("reset.save")}
        </Button>
      </form>
    </EntryFrame>
  );
}
