import type { LinkProps } from "@tanstack/react-router";
import { ClipboardList, type LucideIcon, Package } from "lucide-react";

/** A place of the back office: how it is called, where it is, and who may go there. */
export interface Place {
  to: NonNullable<LinkProps["to"]>;
  text: "places.orders" | "places.products";
  icon: LucideIcon;
  permission: string;
}

/** In the order of the sidebar; a phone shows the first four and keeps the rest under "More". */
export const PLACES: readonly Place[] = [
  { to: "/orders", text: "places.orders", icon: ClipboardList, permission: "orders.view" },
  { to: "/products", text: "places.products", icon: Package, permission: "catalog.edit" },
];
