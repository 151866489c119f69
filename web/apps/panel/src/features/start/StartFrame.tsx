import { type Progress, session } from "@kiosk/client";
import { asLanguage, LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { Button } from "@mantine/core";
import { Check } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, useLanguage } from "../../texts/texts.ts";
import classes from "./frame.module.css";
import { isDone, STEPS, type Step } from "./steps.ts";

interface StartFrameProps {
  progress: Progress;
  step: Step;
  onStep: (step: Step) => void;
  onLeave: () => void;
  isLeaving: boolean;
  children: ReactNode;
}

/** The way and where one stands on it; the step itself lies on the counter. */
export function StartFrame({ progress, step, onStep, onLeave, isLeaving, children }: StartFrameProps) {
  const { t } = useTranslation("start");
  const place = useRef<HTMLElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) place.current?.focus();
    before.current = step;
  }, [step]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <p className={classes.brand}>
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={28} height={28} />
          <span className={classes.name}>Kiosk</span>
          <span className={classes.what}>{t("title")}</span>
        </p>
        <LanguageChoice />
        {progress.founded ? (
          <Button variant="subtle" className={classes.leave} loading={isLeaving} onClick={onLeave}>
            {t("leave")}
          </Button>
        ) : (
          <Button variant="subtle" className={classes.leave} onClick={() => void session.end()}>
            {t("signOut")}
          </Button>
        )}
      </header>
      <Way progress={progress} step={step} onStep={onStep} />
      <main ref={place} className={classes.content} tabIndex={-1}>
        <p className={classes.count}>{t("progress", { n: STEPS.indexOf(step) + 1, total: STEPS.length })}</p>
        {children}
      </main>
    </div>
  );
}

function Way({ progress, step, onStep }: Pick<StartFrameProps, "progress" | "step" | "onStep">) {
  const { t } = useTranslation("start");
  return (
    <nav className={classes.way} aria-label={t("steps.label")}>
      <ol>
        {STEPS.map((each, index) => {
          const done = isDone(each, progress);
          return (
            <li key={each} data-done={done || undefined} data-here={each === step || undefined}>
              <button
                type="button"
                aria-current={each === step ? "step" : undefined}
                disabled={!progress.founded && each !== "shop"}
                onClick={() => onStep(each)}
              >
                <span className={classes.mark} aria-hidden>
                  {done ? <Check size={15} strokeWidth={3} /> : index + 1}
                </span>
                <span className={classes.stepName}>{t(`steps.${each}`)}</span>
                {done && <span className={classes.spoken}>{t("steps.done")}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function LanguageChoice() {
  const { t } = useTranslation("start");
  const language = useLanguage();
  return (
    <select
      className={classes.languages}
      aria-label={t("language")}
      value={language}
      onChange={(event) => void chooseLanguage(asLanguage(event.currentTarget.value) ?? "en")}
    >
      {LANGUAGES.map((each) => (
        <option key={each} value={each}>
          {LANGUAGE_NAMES[each]}
        </option>
      ))}
    </select>
  );
}
