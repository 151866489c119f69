import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { day, flag, oneOf, pageNumber } from "./search.ts";

const STATUSES = [
  "pending",
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
] as const;

/** Which orders are listed. */
export interface OrdersSearch {
  page?: number;
  status?: (typeof STATUSES)[number];
  /** Days in the business's time zone, both included. */
  from?: string;
  to?: string;
  late?: true;
  undelivered?: true;
}

const orders = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders",
  validateSearch: (raw: Record<string, unknown>): OrdersSearch => ({
    page: pageNumber(raw),
    status: oneOf(raw.status, STATUSES),
    from: day(raw.from),
    to: day(raw.to),
    late: flag(raw.late),
    undelivered: flag(raw.undelivered),
  }),
  component: page(() => import("../features/orders/OrdersPage.tsx"), "OrdersPage", "orders"),
});

const order = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders/$id",
  component: page(() => import("../features/orders/OrderPage.tsx"), "OrderPage", "orders"),
});

export const ordersRoutes = [orders, order] as const;
