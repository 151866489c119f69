import { beginEnrolment } from "@kiosk/client";
import { ErrorState } from "@kiosk/ui/parts";
import { Button, Code, Skeleton, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../lib/useAct.ts";
import { turnOn } from "./calls.ts";
import classes from "./session.module.css";

/** Pairs an authenticator app with the account; gives the recovery codes that the person must keep. */
export function EnrolmentForm({ onDone }: { onDone: (codes: string[]) => void }) {
  const { t } = useTranslation("sign-in");
  const [code, setCode] = useState("");
  const { act, isBusy } = useAct();
  const begun = useQuery({
    queryKey: [{ _id: "enrolment" }],
    queryFn: () => beginEnrolment(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    void act(async () => onDone(await turnOn(code)));
  };
  if (begun.isError) return <ErrorState error={begun.error} onRetry={() => void begun.refetch()} />;
  return (
    <form onSubmit={confirm} className={classes.form}>
      <Text>{t("enrol.scan")}</Text>
      {begun.data ? (
        <img className={classes.qr} src={begun.data.qr_code} alt={t("enrol.qr")} width={184} height={184} />
      ) : (
        <Skeleton width={184} height={184} mx="auto" />
      )}
      <div>
        <Text size="sm" c="dimmed">
          {t("enrol.manual")}
        </Text>
        <Code className={classes.secret ?? ""}>{begun.data?.secret.match(/.{1,4}/g)?.join(" ") ?? "…"}</Code>
      </div>
      <TextInput
        label={t("factor.code")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={isBusy} size="md">
        {t("enrol.confirm")}
      </Button>
    </form>
  );
}
