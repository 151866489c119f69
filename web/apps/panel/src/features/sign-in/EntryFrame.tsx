import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, useLanguage } from "../../texts/texts.ts";
import classes from "./entry.module.css";

interface EntryFrameProps {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}

/** The counter under the awning: one question at a time, before the door opens. */
export function EntryFrame({ title, text, children }: EntryFrameProps) {
  return (
    <main className={classes.page}>
      <div className={classes.stall}>
        <Awning />
        <div className={classes.counter}>
          <p className={classes.brand}>
            <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={30} height={30} />
            Kiosk
          </p>
          <h1>{title}</h1>
          {text && <p className={classes.text}>{text}</p>}
          {children}
        </div>
      </div>
      <Languages />
    </main>
  );
}

const STRIPES = [0, 1, 2, 3, 4, 5, 6, 7, 8];

function Awning() {
  return (
    <svg className={classes.awning} viewBox="0 0 450 54" preserveAspectRatio="none" aria-hidden>
      {STRIPES.map((stripe) => (
        <path
          key={stripe}
          className={stripe % 2 ? classes.stripeLight : classes.stripe}
          d={`M${stripe * 50} 0h50v30a25 22 0 0 1-50 0z`}
        />
      ))}
    </svg>
  );
}

function Languages() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className={classes.languages} aria-label={t("language")}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => void chooseLanguage(each)}
        >
          {LANGUAGE_NAMES[each]}
        </button>
      ))}
    </fieldset>
  );
}
