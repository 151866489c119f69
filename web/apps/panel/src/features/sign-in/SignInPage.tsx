import { listWaysOptions } from "@kiosk/client/queries";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntryFrame } from "./EntryFrame.tsx";
import { OtherWays } from "./OtherWays.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { TelegramWay } from "./TelegramWay.tsx";
import { useNext } from "./useNext.ts";

const route = getRouteApi("/sign-in");

/** The door: a password, or whichever other way this shop offers. */
export function SignInPage() {
  const { t } = useTranslation("sign-in");
  const goOn = useNext(route.useSearch().next);
  const { data: ways } = useQuery(listWaysOptions());
  const [isTelegram, setTelegram] = useState(false);
  if (isTelegram) return <TelegramWay onDone={goOn} onBack={() => setTelegram(false)} />;
  return (
    <EntryFrame title={t("title")}>
      <PasswordForm onDone={goOn} />
      <OtherWays ways={ways?.ways ?? []} onTelegram={() => setTelegram(true)} onDone={goOn} />
    </EntryFrame>
  );
}
