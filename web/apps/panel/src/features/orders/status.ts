import type { Status } from "@kiosk/client";

/** In the order of an order's life. */
export const STATUSES: readonly Status[] = [
  "pending",
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
];

/** How long a move can be taken back: the server's ten seconds, less the time that an answer travels. */
export const UNDO_SECONDS = 9.5;

/** What isn't done without a question. */
export function isGrave(status: Status): status is "cancelled" | "refunded" {
  return status === "cancelled" || status === "refunded";
}
