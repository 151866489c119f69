import type { BusinessInput, BusinessOut } from "@kiosk/client";
import { asLanguage, LANGUAGES, type Language } from "@kiosk/ui";

export const TEXTS = ["greeting", "about", "delivery", "returns", "legal"] as const;
export const MARKETS = ["RU", "UA", "KZ"] as const;

type Texts = Record<"name" | (typeof TEXTS)[number], string>;

/** What stands in the form; an empty text is none. */
export interface BusinessValues extends Record<Language, Texts> {
  name: string;
  time_zone: string;
  default_locale: Language;
  locales: Language[];
  market: string;
  most_waiting_orders: number;
  most_daily_orders: number;
  notes_payments: boolean;
}

function textsOf(business: BusinessOut, locale: Language): Texts {
  const known = business.texts[locale] ?? {};
  const text = (name: keyof Texts): string => known[name] ?? "";
  return {
    name: text("name"),
    greeting: text("greeting"),
    about: text("about"),
    delivery: text("delivery"),
    returns: text("returns"),
    legal: text("legal"),
  };
}

/** The business as the form shows it. */
export function valuesOf(business: BusinessOut): BusinessValues {
  return {
    name: business.name,
    time_zone: business.time_zone,
    default_locale: asLanguage(business.default_locale) ?? "en",
    locales: business.locales.map(asLanguage).filter((each) => each !== undefined),
    market: business.market ?? "",
    most_waiting_orders: business.most_waiting_orders,
    most_daily_orders: business.most_daily_orders,
    notes_payments: business.notes_payments,
    ru: textsOf(business, "ru"),
    uk: textsOf(business, "uk"),
    kk: textsOf(business, "kk"),
    en: textsOf(business, "en"),
  };
}

/** The form as the server takes it. */
export function bodyOf(values: BusinessValues): BusinessInput {
  const { name, time_zone, default_locale, locales, market } = values;
  const { most_waiting_orders, most_daily_orders, notes_payments } = values;
  const filled = LANGUAGES.map((locale) => {
    const texts = Object.entries(values[locale]).filter(([, text]) => text.trim());
    return [locale, Object.fromEntries(texts)] as const;
  });
  return {
    name,
    time_zone,
    default_locale,
    locales,
    texts: Object.fromEntries(filled.filter(([, texts]) => Object.keys(texts).length > 0)),
    market: MARKETS.find((each) => each === market) ?? null,
    most_waiting_orders,
    most_daily_orders,
    notes_payments,
  };
}
