import { createRouter } from "@tanstack/react-router";
import { accountRoutes } from "../routes/account.ts";
import { categoriesRoutes } from "../routes/categories.ts";
import { customersRoutes } from "../routes/customers.ts";
import { entryRoutes, homeRoute } from "../routes/entry.ts";
import { exchangeRoutes } from "../routes/exchange.ts";
import { ordersRoutes } from "../routes/orders.ts";
import { productsRoutes } from "../routes/products.ts";
import { rootRoute, shellRoute } from "../routes/root.tsx";
import { settingsRoutes } from "../routes/settings.ts";
import { startRoutes } from "../routes/start.ts";
import { BrokenPage, MissingPage, WaitingPage } from "../routes/states.tsx";
import { todayRoutes } from "../routes/today.ts";

const tree = rootRoute.addChildren([
  ...entryRoutes,
  ...startRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...todayRoutes,
    ...ordersRoutes,
    ...productsRoutes,
    ...categoriesRoutes,
    ...customersRoutes,
    ...exchangeRoutes,
    ...settingsRoutes,
    ...accountRoutes,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  basepath: "/admin",
  defaultPreload: "intent",
  defaultPendingComponent: WaitingPage,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: MissingPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
