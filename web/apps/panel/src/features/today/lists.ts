import type { Status } from "@kiosk/client";
import type { LinkProps } from "@tanstack/react-router";
import type { Period } from "./period.ts";

/** What counts as sold: all but what was cancelled or given back. */
const SOLD: Status[] = ["pending", "confirmed", "processing", "shipped", "delivered"];

/** The orders behind a figure: those sold in a period, and of one product if its name is given. */
export function soldIn({ from, to }: Period, text?: string): Pick<LinkProps, "to" | "search"> {
  return { to: "/orders", search: { from, to, status: SOLD, ...(text && { text }) } };
}
