import { beginTelegramSignIn, type TelegramSignInBegun } from "@kiosk/client";
import { ErrorState } from "@kiosk/ui/parts";
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { askTelegram } from "./calls.ts";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";

const PAUSE = 2000;

interface TelegramWayProps {
  onDone: () => Promise<void>;
  onBack: () => void;
}

/** The bot asks which number this page shows; whoever sees both is let in. */
export function TelegramWay({ onDone, onBack }: TelegramWayProps) {
  const { t } = useTranslation("sign-in");
  const attempt = useQuery({
    queryKey: [{ _id: "beginTelegram" }],
    queryFn: () => beginTelegramSignIn(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const code = attempt.data?.auth_code ?? "";
  const { data: status } = useQuery({
    queryKey: [{ _id: "askTelegram", code }],
    queryFn: () => askTelegram(code),
    enabled: code !== "",
    refetchInterval: (query) => (isOver(query.state.data) ? false : PAUSE),
    refetchIntervalInBackground: true,
    gcTime: 0,
    staleTime: 0,
  });
  const goOn = useEffectEvent(onDone);
  useEffect(() => {
    if (status === "done") void goOn();
  }, [status]);
  return (
    <EntryFrame title={t("telegram.title")} text={t("telegram.text")}>
      {attempt.isError ? (
        <ErrorState error={attempt.error} onRetry={() => void attempt.refetch()} />
      ) : status === "expired" ? (
        <>
          <p role="alert">{t("telegram.expired")}</p>
          <Button size="md" onClick={() => void attempt.refetch()}>
            {t("telegram.again")}
          </Button>
        </>
      ) : (
        <Attempt {...(attempt.data ?? {})} />
      )}
      <button type="button" className={classes.quiet} onClick={onBack}>
        {t("otherWay")}
      </button>
    </EntryFrame>
  );
}

function isOver(status: string | undefined): boolean {
  return status === "done" || status === "expired";
}

function Attempt({ number, deep_link, bot_username = "", qr_code }: Partial<TelegramSignInBegun>) {
  const { t } = useTranslation("sign-in");
  return (
    <>
      <p className={classes.numberLabel}>{t("telegram.number")}</p>
      <p className={classes.number} data-testid="telegram-number">
        {number ?? "··"}
      </p>
      <Button
        size="md"
        component="a"
        href={deep_link}
        target="_blank"
        rel="noreferrer"
        leftSection={<Send size={18} />}
        disabled={!deep_link}
      >
        {t("telegram.open", { bot: bot_username })}
      </Button>
      <p className={classes.text}>{t("telegram.scan")}</p>
      {qr_code ? (
        <img className={classes.qr} src={qr_code} alt={t("telegram.open", { bot: bot_username })} />
      ) : (
        <Skeleton width={168} height={168} mx="auto" />
      )}
      <p role="status" className={classes.text}>
        {t("telegram.waiting")}
      </p>
    </>
  );
}
