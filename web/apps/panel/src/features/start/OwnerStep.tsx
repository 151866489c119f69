import { beginTelegramLink, type TelegramLinkBegun } from "@kiosk/client";
import { Button } from "@mantine/core";
import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import type { StepProps } from "./StartPage.tsx";
import { Missing, StepFoot, StepHead, Success, Waiting } from "./StepParts.tsx";
import classes from "./start.module.css";
import { openLater, useProgress, whenReady } from "./useProgress.ts";

/** Ties the owner's Telegram to their account; the page notices when it has happened. */
export function OwnerStep({ progress, onNext, onStep }: StepProps) {
  const { t } = useTranslation("start");
  const [link, setLink] = useState<TelegramLinkBegun>();
  const { act, isBusy } = useAct();
  const isLinked = progress.owner_linked;
  useProgress(link && !isLinked ? (seen) => seen.owner_linked : undefined);
  useEffect(() => {
    if (isLinked) void stale("readMe");
  }, [isLinked]);
  const open = (): void =>
    void act(() =>
      openLater(async () => {
        const begun = await whenReady(() => beginTelegramLink());
        setLink(begun);
        return begun.deep_link;
      }),
    );
  return (
    <>
      <StepHead title={t("owner.title")} text={t("owner.text")} />
      {isLinked ? (
        <Success title={t("owner.done")} text={t("owner.doneText")} />
      ) : !progress.bot ? (
        <Missing text={t("needsBot")} label={t("toBot")} onGo={() => onStep("bot")} />
      ) : (
        link && (
          <div className={classes.asked}>
            <img className={classes.qr} src={link.qr_code} alt="" width={168} height={168} />
            <p className={classes.scan}>{t("owner.scan")}</p>
            <Waiting>{t("waiting")}</Waiting>
          </div>
        )
      )}
      <StepFoot isDone={isLinked} onNext={onNext}>
        {progress.bot && (
          <Button size="md" loading={isBusy} leftSection={<Send size={18} aria-hidden />} onClick={open}>
            {t("openTelegram")}
          </Button>
        )}
      </StepFoot>
    </>
  );
}
