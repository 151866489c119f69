import type { Method } from "@kiosk/client";

/** How money changes hands, the usual way first. */
export const METHODS: readonly Method[] = ["cash", "card", "transfer", "other"];

let last: Method = "cash";

/** How money changed hands last in this tab: a counter takes cash all day, a website transfers. */
export function lastMethod(): Method {
  return last;
}

/** Offer this one first from now on. */
export function keepMethod(method: Method): void {
  last = method;
}

/** A sum as people type it, as the server takes it: "1 234,5" is "1234.5"; undefined where it is none. */
export function sumOf(typed: string): string | undefined {
  const sum = typed.replace(/\s/g, "").replace(",", ".");
  return /^\d{1,10}(\.\d{1,2})?$/.test(sum) && /[1-9]/.test(sum) ? sum : undefined;
}
