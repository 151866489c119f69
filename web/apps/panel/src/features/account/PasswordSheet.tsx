import { changePassword } from "@kiosk/client";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMe } from "../../session/me.ts";
import classes from "./account.module.css";

/** A new password for the old one. */
export function PasswordSheet() {
  const { t } = useTranslation("account");
  const me = useMe();
  const form = useForm({ mode: "uncontrolled", initialValues: { current_password: "", new_password: "" } });
  const { act, isBusy } = useAct(form);
  const change = form.onSubmit((body) =>
    act(async () => {
      await changePassword({ body });
      form.reset();
      toasts.done(t("password.done"));
      await stale("listSessions");
    }),
  );
  return (
    <Sheet title={t("password.title")} text={t("password.text")}>
      <form onSubmit={change} className={classes.form}>
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={me.email ?? me.login ?? ""}
          readOnly
          hidden
        />
        <PasswordInput
          label={t("password.current")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key("current_password")}
          {...form.getInputProps("current_password")}
        />
        <PasswordInput
          label={t("password.new")}
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          withAsterisk={false}
          key={form.key("new_password")}
          {...form.getInputProps("new_password")}
        />
        <Button type="submit" variant="default" loading={isBusy} className={classes.send ?? ""}>
          {t("password.change")}
        </Button>
      </form>
    </Sheet>
  );
}
