import type { Texts } from "../i18n/texts.ts";

const two = (value: number): string => String(value).padStart(2, "0");

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

function daysBetween(earlier: Date, later: Date): number {
  const a = new Date(earlier.getFullYear(), earlier.getMonth(), earlier.getDate());
  const b = new Date(later.getFullYear(), later.getMonth(), later.getDate());
  return Math.round((b.getTime() - a.getTime()) / 86_400_000);
}

/** Hours and minutes of a Unix time in seconds, in the browser's zone. */
export function clockTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A key that is equal for messages of one day. */
export function dayKey(seconds: number): string {
  return new Date(seconds * 1000).toDateString();
}

/** The words between two days of messages: today, yesterday, 21 November. */
export function dayLabel(seconds: number, now: Date, texts: Texts): string {
  const date = new Date(seconds * 1000);
  if (sameDay(date, now)) return texts.today;
  if (daysBetween(date, now) === 1) return texts.yesterday;
  const month = texts.months[date.getMonth()] ?? "";
  const pattern = date.getFullYear() === now.getFullYear() ? texts.dayMonth : texts.dayMonthYear;
  return pattern
    .replace("{day}", String(date.getDate()))
    .replace("{month}", month)
    .replace("{year}", String(date.getFullYear()));
}

/** The stamp in the list of chats: a time today, a weekday this week, a date before that. */
export function listStamp(seconds: number, now: Date, texts: Texts): string {
  const date = new Date(seconds * 1000);
  if (sameDay(date, now)) return clockTime(seconds);
  if (daysBetween(date, now) < 7) return texts.weekdays[date.getDay()] ?? "";
  return `${two(date.getDate())}.${two(date.getMonth() + 1)}.${two(date.getFullYear() % 100)}`;
}
