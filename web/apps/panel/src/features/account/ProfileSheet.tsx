import { askEmailVerification, changeProfile } from "@kiosk/client";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMe } from "../../session/me.ts";
import classes from "./account.module.css";

/** An address that nobody has shown to be theirs yet. */
function Unverified() {
  const { t } = useTranslation("account");
  const { act, isBusy } = useAct();
  const ask = (): Promise<boolean> =>
    act(async () => {
      await askEmailVerification();
      toasts.done(t("verify.sent"));
    });
  return (
    <div className={classes.deeds}>
      <p className={classes.muted}>{t("verify.text")}</p>
      <Button variant="default" loading={isBusy} onClick={ask}>
        {t("verify.ask")}
      </Button>
    </div>
  );
}

/** How the person is called and reached. */
export function ProfileSheet() {
  const { t } = useTranslation(["account", "common"]);
  const me = useMe();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { first_name: me.first_name, last_name: me.last_name ?? "", phone: me.phone ?? "" },
  });
  const { act, isBusy } = useAct(form);
  const save = form.onSubmit(({ first_name, last_name, phone }) =>
    act(async () => {
      await changeProfile({
        body: { first_name, last_name: last_name.trim() || null, phone: phone.trim() || null },
      });
      await stale("readMe");
      form.resetDirty();
      toasts.done(t("common:saved"));
    }),
  );
  return (
    <Sheet title={t("profile.title")} text={me.email ?? me.login}>
      <form onSubmit={save} className={classes.form}>
        <div className={classes.pair}>
          <TextInput
            label={t("profile.firstName")}
            autoComplete="given-name"
            required
            withAsterisk={false}
            key={form.key("first_name")}
            {...form.getInputProps("first_name")}
          />
          <TextInput
            label={t("profile.lastName")}
            autoComplete="family-name"
            key={form.key("last_name")}
            {...form.getInputProps("last_name")}
          />
        </div>
        <TextInput
          label={t("profile.phone")}
          type="tel"
          autoComplete="tel"
          key={form.key("phone")}
          {...form.getInputProps("phone")}
        />
        <Button type="submit" loading={isBusy} className={classes.send ?? ""}>
          {t("common:save")}
        </Button>
      </form>
      {me.email && !me.is_verified && <Unverified />}
    </Sheet>
  );
}
