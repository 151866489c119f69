import { PageHeader } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./account.module.css";
import { NotificationsSheet } from "./NotificationsSheet.tsx";
import { PasskeysSheet } from "./PasskeysSheet.tsx";
import { PasswordSheet } from "./PasswordSheet.tsx";
import { ProfileSheet } from "./ProfileSheet.tsx";
import { SecondFactorSheet } from "./SecondFactorSheet.tsx";
import { SessionsSheet } from "./SessionsSheet.tsx";
import { TelegramSheet } from "./TelegramSheet.tsx";

/** Everything that a person decides about their own account. */
export function AccountPage() {
  const { t } = useTranslation("account");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <ProfileSheet />
          <PasswordSheet />
          <NotificationsSheet />
        </div>
        <div className={classes.column}>
          <SecondFactorSheet />
          <PasskeysSheet />
          <TelegramSheet />
        </div>
      </div>
      <SessionsSheet />
    </>
  );
}
