import { askPasswordReset } from "@kiosk/client";
import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";

/** A letter with a link for a new password; whether the account exists is never said. */
export function ForgottenPage() {
  const { t } = useTranslation("sign-in");
  const [sentTo, setSentTo] = useState("");
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    setBusy(true);
    setError(undefined);
    await askPasswordReset({ body: { email } }).then(() => setSentTo(email), setError);
    setBusy(false);
  };
  const back = (
    <Link to="/sign-in" className={classes.quiet ?? ""}>
      {t("toSignIn")}
    </Link>
  );
  if (sentTo) {
    return (
      <EntryFrame title={t("forgotten.sentTitle")} text={t("forgotten.sentText", { email: sentTo })}>
        {back}
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t("forgotten.title")} text={t("forgotten.text")}>
      <form onSubmit={submit} className={classes.form}>
        <Refused error={error} />
        <TextInput
          name="email"
          type="email"
          label={t("forgotten.email")}
          autoComplete="email"
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={isBusy} size="md">
          {t("forgotten.send")}
        </Button>
      </form>
      {back}
    </EntryFrame>
  );
}
