import type { LinkProps } from "@tanstack/react-router";
import { findCustomers } from "../features/customers/find.ts";
import { findOrders } from "../features/orders/find.ts";
import { findProducts } from "../features/products/find.ts";

/** Something that the quick search found. */
export interface Hit {
  id: string;
  title: string;
  text?: string;
  link: Pick<LinkProps, "to" | "params" | "search">;
}

/** How one feature answers the quick search. */
export interface Finder {
  group: "places.orders" | "places.products" | "places.customers";
  permission: string;
  find: (text: string, language: string) => Promise<Hit[]>;
}

export const FINDERS: readonly Finder[] = [
  { group: "places.orders", permission: "orders.view", find: findOrders },
  { group: "places.customers", permission: "customers.view", find: findCustomers },
  { group: "places.products", permission: "catalog.edit", find: findProducts },
];
