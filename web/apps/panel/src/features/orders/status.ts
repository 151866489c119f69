import type { Status } from "@kiosk/client";
import type { Tone } from "@kiosk/ui/parts";

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

export const TONES: Record<Status, Tone> = {
  pending: "wait",
  confirmed: "go",
  processing: "go",
  shipped: "go",
  delivered: "good",
  cancelled: "quiet",
  refunded: "bad",
};
