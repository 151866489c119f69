import { Button, PasswordInput, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { signInWithPassword } from "./calls.ts";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";

/** Login and password, ready for a password manager. */
export function PasswordForm({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation("sign-in");
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      await signInWithPassword(String(fields.get("username")), String(fields.get("password")));
      await onDone();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Refused error={error} />
      <TextInput
        name="username"
        label={t("login")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        name="password"
        label={t("password")}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={isBusy} size="md">
        {t("signIn")}
      </Button>
      <Link to="/forgotten" className={classes.quiet ?? ""}>
        {t("forgotten.link")}
      </Link>
    </form>
  );
}
