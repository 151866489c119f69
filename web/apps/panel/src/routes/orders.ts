import { createRoute } from "@tanstack/react-router";
import { type OrdersSearch, SORTS, statusOf } from "../features/orders/search.ts";
import { STATUSES } from "../features/orders/status.ts";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { amount, day, flag, id, oneOf, pageNumber, someOf, text } from "./search.ts";

const orders = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders",
  validateSearch: (raw: Record<string, unknown>): OrdersSearch => ({
    page: pageNumber(raw),
    status: statusOf(someOf(raw.status, STATUSES)),
    text: text(raw.text),
    from: day(raw.from),
    to: day(raw.to),
    min: amount(raw.min),
    max: amount(raw.max),
    customer: id(raw.customer),
    late: flag(raw.late),
    undelivered: flag(raw.undelivered),
    unpaid: flag(raw.unpaid),
    sort: oneOf(raw.sort, SORTS),
  }),
  component: page(() => import("../features/orders/OrdersPage.tsx"), "OrdersPage", "orders"),
});

const order = createRoute({
  getParentRoute: () => shellRoute,
  path: "orders/$id",
  component: page(() => import("../features/orders/OrderPage.tsx"), "OrderPage", "orders"),
});

export const ordersRoutes = [orders, order] as const;
