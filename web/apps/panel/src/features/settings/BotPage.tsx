import { type BotState, connectBot } from "@kiosk/client";
import { readBotOptions } from "@kiosk/client/queries";
import { ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Anchor, Button, PasswordInput, Skeleton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { GroupSheet } from "./GroupSheet.tsx";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

/** The shop's bot and the group to which it reports. */
export function BotPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(readBotOptions());
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("bot.title")} />
      <div className={classes.stack}>
        <Sheet title={t("bot.bot")}>{data ? <Connection bot={data} /> : <Skeleton height={120} />}</Sheet>
        {data?.username && <GroupSheet />}
      </div>
    </>
  );
}

function Connection({ bot }: { bot: BotState }) {
  const { t } = useTranslation("settings");
  const form = useForm({ mode: "uncontrolled", initialValues: { token: "" } });
  const { act, isBusy } = useAct(form);
  const connect = form.onSubmit(({ token }) =>
    act(async () => {
      const { username } = await connectBot({ body: { token: token.trim() } });
      form.reset();
      await stale("readBot", "readStaffGroup");
      toasts.done(t("bot.connected", { name: username ?? "" }));
    }),
  );
  return (
    <div className={classes.stack}>
      {bot.link && (
        <p className={classes.muted}>
          <Anchor href={bot.link} target="_blank" rel="noreferrer">
            @{bot.username}
          </Anchor>
          {bot.is_fixed && ` · ${t("bot.fixed")}`}
        </p>
      )}
      {!bot.username && (
        <ol className={classes.steps}>
          <li>
            <Anchor href="https://t.me/BotFather" target="_blank" rel="noreferrer">
              {t("bot.step1")}
            </Anchor>
          </li>
          <li>{t("bot.step2")}</li>
          <li>{t("bot.step3")}</li>
        </ol>
      )}
      {!bot.is_fixed && (
        <form onSubmit={connect} className={classes.form}>
          <PasswordInput
            label={t(bot.username ? "bot.another" : "bot.token")}
            placeholder="123456789:AA…"
            autoComplete="off"
            required
            withAsterisk={false}
            key={form.key("token")}
            {...form.getInputProps("token")}
          />
          <div className={classes.deeds}>
            <Button type="submit" loading={isBusy}>
              {t("bot.connect")}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
