import { speak } from "@kiosk/client";
import { asLanguage, type Language, pickLanguage } from "@kiosk/ui";
import i18next, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

const KEY = "kiosk.language";
const files = import.meta.glob<ResourceKey>("../../locales/*/*.json", { import: "default" });
let started: Promise<unknown> | undefined;

function fetchTexts(language: string, namespace: string): Promise<ResourceKey> {
  const load = files[`../../locales/${language}/${namespace}.json`];
  return load ? load() : Promise.reject(new Error(`No texts: ${language}/${namespace}`));
}

/** Every namespace of every language is a file of its own, fetched when a page first needs it. */
const catalogue: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    fetchTexts(language, namespace).then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** The language of the last choice on this device, else the browser's. */
function wishedLanguage(): Language {
  try {
    return asLanguage(localStorage.getItem(KEY)) ?? pickLanguage(navigator.languages);
  } catch {
    return pickLanguage(navigator.languages);
  }
}

/** Load what every page says. */
export async function startTexts(): Promise<void> {
  const language = wishedLanguage();
  apply(language);
  started = i18next
    .use(catalogue)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ["common"],
      defaultNS: "common",
      interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
      returnNull: false,
    });
  await started;
}

function apply(language: Language): void {
  document.documentElement.lang = language;
  speak(language);
}

/** Speak another language from now on, and remember it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  apply(language);
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage the choice lasts for this visit.
  }
  await i18next.changeLanguage(language);
}

/** Speak the account's language where nobody has chosen one on this device. */
export async function followAccount(language: string | null): Promise<void> {
  const theirs = asLanguage(language);
  if (!theirs || theirs === i18next.language || isChosenHere()) return;
  apply(theirs);
  await i18next.changeLanguage(theirs);
}

function isChosenHere(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Fetch a page's words beside its code, and beside the common ones if those are still on their way. */
export async function loadTexts(...namespaces: string[]): Promise<void> {
  const language = i18next.language ?? wishedLanguage();
  await Promise.allSettled([started, ...namespaces.map((each) => fetchTexts(language, each))]);
  await i18next.loadNamespaces(namespaces);
}

export function useLanguage(): Language {
  return asLanguage(useTranslation().i18n.language) ?? "en";
}
