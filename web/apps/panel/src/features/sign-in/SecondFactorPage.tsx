import { session } from "@kiosk/client";
import { ErrorState } from "@kiosk/ui/parts";
import { Button, Loader, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { show } from "../../session/calls.ts";
import { EnrolmentForm } from "../../session/EnrolmentForm.tsx";
import { meOptions, owes } from "../../session/me.ts";
import { RecoveryCodes } from "../../session/RecoveryCodes.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";
import { Refused } from "./Refused.tsx";
import { useNext } from "./useNext.ts";

const route = getRouteApi("/second-factor");

/** The second step after any way in that proves only one thing: show the factor, or get one. */
export function SecondFactorPage() {
  const { t } = useTranslation("sign-in");
  const goOn = useNext(route.useSearch().next);
  const [codes, setCodes] = useState<string[]>();
  const { data: me, error, refetch } = useQuery(meOptions);
  if (codes) {
    return (
      <EntryFrame title={t("codes.title")}>
        <RecoveryCodes codes={codes} onKept={goOn} />
      </EntryFrame>
    );
  }
  if (!me) {
    return (
      <EntryFrame title={t("factor.title")}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loader mx="auto" />}
      </EntryFrame>
    );
  }
  if (owes(me) === "enrolment") {
    return (
      <EntryFrame title={t("enrol.title")} text={t("enrol.why")}>
        <EnrolmentForm onDone={setCodes} />
        <SomebodyElse />
      </EntryFrame>
    );
  }
  return <CodePage onDone={goOn} />;
}

function CodePage({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation("sign-in");
  const [isRecovery, setRecovery] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code"));
    setBusy(true);
    setError(undefined);
    try {
      await show(code);
      await onDone();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <EntryFrame title={t("factor.title")} text={t(isRecovery ? "factor.recoveryText" : "factor.text")}>
      <form onSubmit={submit} className={classes.form}>
        <Refused error={error} />
        <TextInput
          key={String(isRecovery)}
          name="code"
          label={t(isRecovery ? "factor.recovery" : "factor.code")}
          inputMode={isRecovery ? "text" : "numeric"}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={isBusy} size="md">
          {t("factor.continue")}
        </Button>
      </form>
      <button type="button" className={classes.quiet} onClick={() => setRecovery(!isRecovery)}>
        {t(isRecovery ? "factor.useApp" : "factor.useRecovery")}
      </button>
      <SomebodyElse />
    </EntryFrame>
  );
}

function SomebodyElse() {
  const { t } = useTranslation("sign-in");
  const leave = (): void => void session.end().catch(() => undefined);
  return (
    <button type="button" className={classes.quiet} onClick={leave}>
      {t("other")}
    </button>
  );
}
