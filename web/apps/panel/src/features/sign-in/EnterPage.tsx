import { Loader } from "@mantine/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { BrokenLink } from "./BrokenLink.tsx";
import { enterByLink } from "./calls.ts";
import { EntryFrame } from "./EntryFrame.tsx";
import { useNext } from "./useNext.ts";
import { useToken } from "./useToken.ts";

const begun = new Set<string>();

/** A one-time link from the machine itself: opens the door without a question. */
export function EnterPage() {
  const { t } = useTranslation("sign-in");
  const token = useToken();
  const [error, setError] = useState<unknown>();
  const goOn = useEffectEvent(useNext(undefined));
  useEffect(() => {
    if (!token || begun.has(token)) return;
    begun.add(token); // a link works once, so it must not be tried twice
    enterByLink(token).then(() => goOn(), setError);
  }, [token]);
  if (!token || error) return <BrokenLink error={error} />;
  return (
    <EntryFrame title={t("link.entering")}>
      <Loader mx="auto" />
    </EntryFrame>
  );
}
