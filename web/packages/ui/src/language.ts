/** The languages that every face of Kiosk speaks. */
export const LANGUAGES = ["ru", "uk", "kk", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The beginnings of the languages' names, for where there is little room. */
export const LANGUAGE_SHORT: Readonly<Record<Language, string>> = {
  ru: "Рус",
  uk: "Укр",
  kk: "Қаз",
  en: "Eng",
};

/** How each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ru: "Русский",
  uk: "Українська",
  kk: "Қазақша",
  en: "English",
};

/** Narrows a language tag such as `uk-UA` to one of ours, or undefined. */
export function asLanguage(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary);
}

/** The first of the wished tags that we speak, else English. */
export function pickLanguage(tags: Iterable<string | null | undefined>): Language {
  for (const tag of tags) {
    const language = asLanguage(tag);
    if (language) return language;
  }
  return "en";
}
