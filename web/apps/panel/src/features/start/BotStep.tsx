import { connectBot, isRefusal } from "@kiosk/client";
import { Anchor, Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import type { StepProps } from "./StartPage.tsx";
import { StepFoot, StepHead, Success } from "./StepParts.tsx";
import classes from "./start.module.css";

const FORM = "connect";

/** The token of @BotFather, pasted once. */
export function BotStep({ progress, onNext }: StepProps) {
  const { t } = useTranslation("start");
  const form = useForm({ mode: "uncontrolled", initialValues: { token: "" } });
  const { act, isBusy } = useAct(form);
  const connect = form.onSubmit(({ token }) =>
    act(async () => {
      try {
        await connectBot({ body: { token: token.trim() } });
      } catch (error) {
        if (!isRefusal(error, "bots.token-refused")) throw error;
        form.setFieldError("token", error.message);
        return;
      }
      await stale("readProgress", "readBot");
    }),
  );
  const { bot, bot_link } = progress;
  return (
    <>
      <StepHead title={t("bot.title")} text={t("bot.text")} />
      {bot ? (
        <Success
          title={t("bot.done", { name: bot })}
          text={t(progress.is_bot_fixed ? "bot.fixed" : "bot.doneText")}
        >
          {bot_link && (
            <Anchor href={bot_link} target="_blank" rel="noreferrer">
              {t("bot.open")}
            </Anchor>
          )}
        </Success>
      ) : (
        <>
          <ol className={classes.todo}>
            <li>
              <Anchor href="https://t.me/BotFather" target="_blank" rel="noreferrer">
                {t("bot.step1")}
              </Anchor>
            </li>
            <li>{t("bot.step2")}</li>
            <li>{t("bot.step3")}</li>
          </ol>
          <form id={FORM} onSubmit={connect} className={classes.form}>
            <PasswordInput
              label={t("bot.token")}
              placeholder="123456789:AA…"
              autoComplete="off"
              required
              withAsterisk={false}
              size="md"
              key={form.key("token")}
              {...form.getInputProps("token")}
            />
          </form>
        </>
      )}
      <StepFoot isDone={bot !== null} onNext={onNext}>
        <Button type="submit" form={FORM} size="md" loading={isBusy}>
          {t("bot.connect")}
        </Button>
      </StepFoot>
    </>
  );
}
