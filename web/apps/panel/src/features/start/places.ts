import type { CountryOut, FoundBusiness } from "@kiosk/client";
import { LANGUAGES, type Language } from "@kiosk/ui";

interface Choice {
  value: string;
  label: string;
}

const STARS = "XTR";
const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The country in which this device stands, as far as its clock and its languages tell. */
export function guessCountry(
  countries: readonly CountryOut[],
  zone = deviceZone(),
  tags: readonly string[] = navigator.languages,
): string {
  const regions = tags.map((tag) => new Intl.Locale(tag).maximize().region);
  const known = (code: string | undefined): boolean => countries.some((each) => each.code === code);
  const byClock = countries.find(({ time_zones }) => time_zones.includes(zone));
  return byClock?.code ?? regions.find(known) ?? "UA";
}

/** What follows from the country; the reader's own language and clock win where they are used there. */
export function proposal(
  countries: readonly CountryOut[],
  language: Language,
  code = guessCountry(countries),
): Omit<FoundBusiness, "name"> {
  const found = countries.find((each) => each.code === code);
  const zones = found?.time_zones ?? ["UTC"];
  const locales = found?.locales ?? LANGUAGES;
  return {
    country: code,
    currency: found?.currency ?? "USD",
    time_zone: zones.find((zone) => zone === deviceZone()) ?? zones[0] ?? "UTC",
    default_locale: locales.find((each) => each === language) ?? locales[0] ?? "en",
  };
}

/** Codes with their names in the reader's language, in the order of its alphabet. */
export function namesOf(type: "region" | "currency", codes: readonly string[], language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type });
  return codes
    .map((value) => ({ value, label: capital(names.of(value) ?? value, language) }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}

/** Every currency as "UAH · Ukrainian Hryvnia", by its name. */
export function currencyChoices(codes: readonly string[], language: string, stars: string): Choice[] {
  return namesOf("currency", codes, language).map(({ value, label }) => ({
    value,
    label: `${value} · ${value === STARS ? stars : label}`,
  }));
}

/** Every time zone that the browser knows, the country's own first. */
export function zoneChoices(own: readonly string[], language: string): Choice[] {
  const all = Intl.supportedValuesOf("timeZone").filter((zone) => !own.includes(zone));
  return [...own, ...all].map((value) => ({ value, label: zoneName(value, language) }));
}

function zoneName(zone: string, language: string): string {
  const place = zone.split("/").slice(1).join(" / ").replaceAll("_", " ") || zone;
  const parts = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts();
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value.replace(/^(GMT|UTC)/, "") || "+0";
  return `${place} ${offset}`;
}

function capital(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
