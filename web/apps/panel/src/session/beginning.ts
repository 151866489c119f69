import { isRefusal, type Progress, session } from "@kiosk/client";
import { readProgressOptions } from "@kiosk/client/queries";
import { queries } from "../lib/queries.ts";

export const progressOptions = readProgressOptions();

/** For whom nothing is left to begin, or whose business it isn't. */
let settledFor: string | undefined;

/** How far the shop's beginning is; undefined for whom it doesn't concern, and once nothing is left of it. */
export async function findBeginning(): Promise<Progress | undefined> {
  if (isSettled() || (await session.restore()) !== "signed-in") return undefined;
  try {
    const progress = await queries.ensureQueryData({ ...progressOptions, retry: false });
    if (progress.dismissed) settledFor = session.subject();
    return progress;
  } catch (error) {
    if (isRefusal(error, "identity.forbidden")) settledFor = session.subject();
    // Otherwise the server is away, or a second factor is owed: the page that was asked for will say so.
    return undefined;
  }
}

/** Whether it is known that the person has nothing left to begin. */
export function isSettled(): boolean {
  return settledFor !== undefined && settledFor === session.subject();
}
