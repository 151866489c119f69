import type { WaysIn } from "@kiosk/client";
import { Button } from "@mantine/core";
import { Fingerprint, Globe, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enterWithPasskey } from "../../session/passkeys.ts";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";

interface OtherWaysProps {
  ways: WaysIn["ways"];
  onTelegram: () => void;
  onDone: () => Promise<void>;
}

const OPENID = "/api/v1/auth/openid/start?next=/admin/";

/** The ways in that need no password, as far as this shop offers them. */
export function OtherWays({ ways, onTelegram, onDone }: OtherWaysProps) {
  const { t } = useTranslation("sign-in");
  const [error, setError] = useState<unknown>();
  const hasPasskeys =
    ways.includes("passkey") && "credentials" in navigator && "PublicKeyCredential" in window;
  if (!ways.includes("telegram") && !ways.includes("openid") && !hasPasskeys) return null;
  const usePasskey = async (): Promise<void> => {
    try {
      setError(undefined);
      await enterWithPasskey();
      await onDone();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <div className={classes.or}>{t("or")}</div>
      <div className={classes.ways}>
        <Refused error={error} />
        {ways.includes("telegram") && (
          <Button variant="default" size="md" leftSection={<Send size={18} />} onClick={onTelegram}>
            {t("telegram.button")}
          </Button>
        )}
        {hasPasskeys && (
          <Button variant="default" size="md" leftSection={<Fingerprint size={18} />} onClick={usePasskey}>
            {t("passkey")}
          </Button>
        )}
        {ways.includes("openid") && (
          <Button variant="default" size="md" leftSection={<Globe size={18} />} component="a" href={OPENID}>
            {t("openid")}
          </Button>
        )}
      </div>
    </>
  );
}
