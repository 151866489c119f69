import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { oneOf, pageNumber } from "./search.ts";

const STATUSES = [
  "pending",
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
] as const;

const orders = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders",
  validateSearch: (raw: Record<string, unknown>) => ({
    page: pageNumber(raw),
    status: oneOf(raw.status, STATUSES),
  }),
  component: page(() => import("../features/orders/OrdersPage.tsx"), "OrdersPage", "orders"),
});

const order = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders/$id",
  component: page(() => import("../features/orders/OrderPage.tsx"), "OrderPage", "orders"),
});

export const ordersRoutes = [orders, order] as const;
