import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";

const exchange = createRoute({
  getParentRoute: () => shellRoute,
  path: "import",
  component: page(() => import("../features/exchange/ExchangePage.tsx"), "ExchangePage", "exchange"),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: "import/$id",
  component: page(() => import("../features/exchange/ImportPage.tsx"), "ImportPage", "exchange"),
});

export const exchangeRoutes = [exchange, one] as const;
