import { kept } from "./kept.ts";

/** How much of a moment is shown. */
export type DateStyle = "date" | "time" | "moment" | "day-month" | "full";

const OPTIONS: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  "day-month": { day: "numeric", month: "long" },
  full: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

const UNITS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

const dates = kept((language: string, style: DateStyle, timeZone?: string) => {
  return new Intl.DateTimeFormat(language, { ...OPTIONS[style], hour12: false, timeZone });
});
const distances = kept((language: string) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
const days = kept((timeZone?: string) => new Intl.DateTimeFormat("en-CA", { timeZone }));

/** A moment in the business's time zone: "21 нояб., 14:05". */
export function formatDate(
  moment: string | Date,
  language: string,
  style: DateStyle = "moment",
  zone?: string,
): string {
  return dates(language, style, zone).format(new Date(moment));
}

/** "5 minutes ago", "yesterday"; beyond a week the date itself. */
export function formatRelative(
  moment: string | Date,
  language: string,
  now = new Date(),
  zone?: string,
): string {
  const seconds = (new Date(moment).getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return formatDate(moment, language, "date", zone);
  const format = distances(language);
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}

/** The calendar day of a moment in a zone, as the API writes days: "2026-11-21". */
export function dayOf(moment: string | Date, zone?: string): string {
  return days(zone).format(new Date(moment));
}
