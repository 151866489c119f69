import type { Progress } from "@kiosk/client";
import { readProgressOptions } from "@kiosk/client/queries";
import { queries } from "../lib/queries.ts";

export const progressOptions = readProgressOptions();

const SETTLED = "kiosk.settled";

/** How far the shop's beginning is; undefined for whom it doesn't concern, and once nothing is left of it. */
export async function findBeginning(): Promise<Progress | undefined> {
  if (isSettled()) return undefined;
  try {
    const progress = await queries.ensureQueryData({ ...progressOptions, retry: false });
    if (progress.dismissed) settle();
    return progress;
  } catch {
    // Not one of those who set the shop up, or the server is away: the page that was asked for will say so.
    return undefined;
  }
}

/** Whether this tab has learnt already that nothing is left to begin. */
export function isSettled(): boolean {
  try {
    return sessionStorage.getItem(SETTLED) !== null;
  } catch {
    return false;
  }
}

function settle(): void {
  try {
    sessionStorage.setItem(SETTLED, "");
  } catch {
    // Without storage it is asked again.
  }
}
