import { removeSecondFactor, renewRecoveryCodes } from "@kiosk/client";
import { ConfirmButton, Sheet, StatusBadge, toasts } from "@kiosk/ui/parts";
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { EnrolmentForm } from "../../session/EnrolmentForm.tsx";
import { useMe } from "../../session/me.ts";
import { RecoveryCodes } from "../../session/RecoveryCodes.tsx";
import { loadTexts } from "../../texts/texts.ts";
import classes from "./account.module.css";

/** The code from an app: on, off, and the codes for the day when the phone is gone. */
export function SecondFactorSheet() {
  const { t } = useTranslation(["account", "sign-in"]);
  const { second_factor: factor } = useMe();
  const [isEnrolling, setEnrolling] = useState(false);
  const [codes, setCodes] = useState<string[]>();
  const { act } = useAct();
  const enrol = (): void => void loadTexts("sign-in").then(() => setEnrolling(true));
  const show = (made: string[]): void => {
    setEnrolling(false);
    setCodes(made);
    void stale("readMe");
  };
  const renew = (): Promise<boolean> => act(async () => show((await renewRecoveryCodes()).recovery_codes));
  const turnOff = (): Promise<boolean> =>
    act(async () => {
      await removeSecondFactor();
      toasts.done(t("factor.removed"));
      await stale("readMe");
    });
  return (
    <Sheet
      title={t("factor.title")}
      text={t("factor.text")}
      actions={
        <StatusBadge tone={factor.enrolled ? "good" : "quiet"}>
          {t(factor.enrolled ? "factor.on" : "factor.off")}
        </StatusBadge>
      }
    >
      <div className={classes.deeds}>
        {!factor.enrolled && <Button onClick={enrol}>{t("factor.enrol")}</Button>}
        {factor.enrolled && (
          <ConfirmButton
            question={t("factor.codesAsk")}
            text={t("factor.codesText")}
            confirm={t("factor.codes")}
            onConfirm={renew}
          >
            {t("factor.codes")}
          </ConfirmButton>
        )}
        {factor.enrolled && !factor.required && (
          <ConfirmButton
            question={t("factor.removeAsk")}
            text={t("factor.removeText")}
            confirm={t("factor.remove")}
            onConfirm={turnOff}
          >
            {t("factor.remove")}
          </ConfirmButton>
        )}
      </div>
      <Modal opened={isEnrolling} onClose={() => setEnrolling(false)} title={t("factor.title")}>
        <EnrolmentForm onDone={show} />
      </Modal>
      <Modal
        opened={codes !== undefined}
        onClose={() => setCodes(undefined)}
        title={t("sign-in:codes.title")}
        closeOnClickOutside={false}
        withCloseButton={false}
      >
        <RecoveryCodes codes={codes ?? []} onKept={() => setCodes(undefined)} />
      </Modal>
    </Sheet>
  );
}
