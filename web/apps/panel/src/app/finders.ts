import type { LinkProps } from "@tanstack/react-router";
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
  group: "places.products";
  permission: string;
  find: (text: string, language: string) => Promise<Hit[]>;
}

export const FINDERS: readonly Finder[] = [
  { group: "places.products", permission: "catalog.edit", find: findProducts },
];
