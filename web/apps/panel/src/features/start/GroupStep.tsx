import { beginStaffGroup } from "@kiosk/client";
import { Button } from "@mantine/core";
import { Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../../lib/useAct.ts";
import type { StepProps } from "./StartPage.tsx";
import { Missing, StepFoot, StepHead, Success, Waiting } from "./StepParts.tsx";
import { openLater, useProgress, whenReady } from "./useProgress.ts";

/** The bot is added to the staff's group by a link that works once; the page notices when it has happened. */
export function GroupStep({ progress, onNext, onStep }: StepProps) {
  const { t } = useTranslation("start");
  const [isAsked, setAsked] = useState(false);
  const { act, isBusy } = useAct();
  const { has_staff_group: isDone, staff_group: name } = progress;
  useProgress(isAsked && !isDone ? (seen) => seen.has_staff_group : undefined);
  const add = (): void =>
    void act(async () => {
      await openLater(async () => (await whenReady(() => beginStaffGroup())).link);
      setAsked(true);
    });
  return (
    <>
      <StepHead title={t("group.title")} text={t("group.text")} />
      {isDone ? (
        <Success
          title={name ? t("group.done", { name }) : t("group.doneUnnamed")}
          text={t("group.doneText")}
        />
      ) : !progress.bot ? (
        <Missing text={t("needsBot")} label={t("toBot")} onGo={() => onStep("bot")} />
      ) : (
        isAsked && <Waiting>{t("waiting")}</Waiting>
      )}
      <StepFoot isDone={isDone} onNext={onNext}>
        {progress.bot && (
          <Button size="md" loading={isBusy} leftSection={<Users size={18} aria-hidden />} onClick={add}>
            {t("group.add")}
          </Button>
        )}
      </StepFoot>
    </>
  );
}
