import type { LinkProps } from "@tanstack/react-router";
import {
  CalendarDays,
  ClipboardList,
  FileSpreadsheet,
  FolderTree,
  type LucideIcon,
  Package,
  Settings,
  Users,
} from "lucide-react";

/** A place of the back office: how it is called, where it is, and who may go there. */
export interface Place {
  to: NonNullable<LinkProps["to"]>;
  text:
    | "places.today"
    | "places.orders"
    | "places.products"
    | "places.categories"
    | "places.customers"
    | "places.import"
    | "places.settings";
  icon: LucideIcon;
  permission: string;
}

/** In the order of the sidebar; a phone shows the first four and keeps the rest under "More". */
export const PLACES: readonly Place[] = [
  { to: "/today", text: "places.today", icon: CalendarDays, permission: "dashboard.view" },
  { to: "/orders", text: "places.orders", icon: ClipboardList, permission: "orders.view" },
  { to: "/products", text: "places.products", icon: Package, permission: "catalog.edit" },
  { to: "/categories", text: "places.categories", icon: FolderTree, permission: "catalog.edit" },
  { to: "/customers", text: "places.customers", icon: Users, permission: "customers.view" },
  { to: "/import", text: "places.import", icon: FileSpreadsheet, permission: "catalog.import" },
  { to: "/settings", text: "places.settings", icon: Settings, permission: "settings.edit" },
];
