import { createRoute } from "@tanstack/react-router";
import { type CustomersSearch, SORTS } from "../features/customers/search.ts";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { flag, oneOf, pageNumber, text } from "./search.ts";

const customers = createRoute({
  getParentRoute: () => shellRoute,
  path: "customers",
  validateSearch: (raw: Record<string, unknown>): CustomersSearch => ({
    page: pageNumber(raw),
    text: text(raw.text),
    tag: text(raw.tag),
    blocked: flag(raw.blocked),
    sort: oneOf(raw.sort, SORTS),
  }),
  component: page(() => import("../features/customers/CustomersPage.tsx"), "CustomersPage", "customers"),
});

const customer = createRoute({
  getParentRoute: () => shellRoute,
  path: "customers/$id",
  component: page(
    () => import("../features/customers/CustomerPage.tsx"),
    "CustomerPage",
    "customers",
    "orders",
  ),
});

export const customersRoutes = [customers, customer] as const;
