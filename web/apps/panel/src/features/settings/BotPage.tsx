import { type BotState, beginStaffGroup, connectBot, forgetStaffGroup } from "@kiosk/client";
import { readBotOptions } from "@kiosk/client/queries";
import { ConfirmButton, ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Anchor, Button, PasswordInput, Skeleton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

/** While somebody adds the bot to a group in Telegram, the page looks often whether it has happened. */
const LOOK_AGAIN = 2000;

/** The shop's bot and the group to which it reports. */
export function BotPage() {
  const { t } = useTranslation("settings");
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    ...readBotOptions(),
    refetchInterval: ({ state }) => (isAdding && !state.data?.staff_chat_id ? LOOK_AGAIN : false),
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("bot.title")} />
      <div className={classes.stack}>
        <Sheet title={t("bot.bot")}>{data ? <Connection bot={data} /> : <Skeleton height={120} />}</Sheet>
        {data?.username && (
          <Sheet title={t("bot.group")} text={t("bot.groupText")}>
            <Group bot={data} onBegin={() => setAdding(true)} />
          </Sheet>
        )}
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
      await stale("readBot");
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

function Group({ bot, onBegin }: { bot: BotState; onBegin: () => void }) {
  const { t } = useTranslation("settings");
  const { act, isBusy } = useAct();
  const begin = (): Promise<boolean> => {
    // Opened before the answer comes: browsers only let a press open a tab.
    const tab = window.open("", "_blank");
    return act(async () => {
      const { link } = await beginStaffGroup();
      onBegin();
      if (tab) tab.location.replace(link);
      else window.location.assign(link);
    }).then((went) => {
      if (!went) tab?.close();
      return went;
    });
  };
  const forget = (): Promise<boolean> =>
    act(async () => {
      await forgetStaffGroup();
      await stale("readBot");
    });
  return (
    <div className={classes.stack}>
      {bot.staff_chat_id && <p className={classes.fine}>{bot.staff_chat_title ?? t("bot.someGroup")}</p>}
      <div className={classes.deeds}>
        <Button variant={bot.staff_chat_id ? "default" : "filled"} loading={isBusy} onClick={begin}>
          {t(bot.staff_chat_id ? "bot.otherGroup" : "bot.addToGroup")}
        </Button>
        {bot.staff_chat_id && (
          <ConfirmButton question={t("bot.forgetAsk")} confirm={t("bot.forget")} onConfirm={forget}>
            {t("bot.forget")}
          </ConfirmButton>
        )}
      </div>
    </div>
  );
}
