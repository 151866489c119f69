import { dayOf } from "@kiosk/format";

/** A stretch of days, both ends included. */
export interface Period {
  from: string;
  to: string;
}

/** Stretches that are one press away, by their length in days. */
export const PRESETS = [1, 7, 30, 90] as const;
export type Preset = (typeof PRESETS)[number];

const DAY = 86_400_000;

/** The last `days` days up to and including today, as the shop's calendar has them. */
export function lastDays(days: number, zone?: string, now = new Date()): Period {
  const today = dayOf(now, zone);
  return { from: new Date(Date.parse(today) - (days - 1) * DAY).toISOString().slice(0, 10), to: today };
}

/** How much more it is than before, as a share; undefined where there was nothing to compare with. */
export function change(now: string | number, before: string | number): number | undefined {
  const was = Number(before);
  return was > 0 ? (Number(now) - was) / was : undefined;
}
