import { dismissStarting, type Progress } from "@kiosk/client";
import { Sheet } from "@kiosk/ui/parts";
import { CloseButton } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { ArrowLeft, Check, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./checklist.module.css";
import { isDone, STEPS } from "./steps.ts";
import { useProgress } from "./useProgress.ts";

/** Above the pages, as long as something of the beginning is left: the way back to it, and on Today what was skipped. */
export function GettingStarted() {
  const { pathname } = useLocation();
  const { data } = useProgress();
  if (!data?.founded || data.dismissed || STEPS.every((step) => isDone(step, data))) return null;
  if (pathname === "/today") return <Checklist progress={data} />;
  return data.finished ? null : <WayBack />;
}

function WayBack() {
  const { t } = useTranslation("start");
  return (
    <Link to="/start" className={classes.back ?? ""}>
      <ArrowLeft size={18} aria-hidden />
      {t("bar")}
    </Link>
  );
}

function Checklist({ progress }: { progress: Progress }) {
  const { t } = useTranslation("start");
  const { act, isBusy } = useAct();
  const dismiss = (): void =>
    void act(async () => {
      await dismissStarting();
      await stale("readProgress");
    });
  return (
    <Sheet
      title={t("checklist.title")}
      text={t("checklist.text")}
      className={classes.checklist ?? ""}
      actions={
        <CloseButton aria-label={t("checklist.dismiss")} disabled={isBusy} onClick={dismiss} size="lg" />
      }
    >
      <ul className={classes.list}>
        {STEPS.map((step) =>
          isDone(step, progress) ? (
            <li key={step} data-done>
              <Check size={18} aria-hidden />
              <span>{t(`checklist.${step}`)}</span>
            </li>
          ) : (
            <li key={step}>
              <Link to="/start" search={{ step }}>
                <span className={classes.open} aria-hidden />
                <span>{t(`checklist.${step}`)}</span>
                <ChevronRight size={17} aria-hidden />
              </Link>
            </li>
          ),
        )}
      </ul>
    </Sheet>
  );
}
