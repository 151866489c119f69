import { isRefusal } from "@kiosk/client";
import { useTranslation } from "react-i18next";
import { PasskeyUnused } from "../../session/passkeys.ts";
import classes from "./entry.module.css";

/** Why it didn't work, in the server's words; read aloud as it appears. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation(["sign-in", "common"]);
  let text = "";
  if (isRefusal(error)) text = error.message;
  else if (error instanceof PasskeyUnused) text = t("passkeyFailed");
  else if (error) text = t("common:offline.text");
  return (
    <div role="alert" className={classes.refusal}>
      {text}
    </div>
  );
}
