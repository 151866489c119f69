import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { day, pageNumber } from "./search.ts";

const today = createRoute({
  getParentRoute: () => shellRoute,
  path: "today",
  validateSearch: (raw: Record<string, unknown>): { from?: string; to?: string } => ({
    from: day(raw.from),
    to: day(raw.to),
  }),
  component: page(() => import("../features/today/TodayPage.tsx"), "TodayPage", "today"),
});

const lowStock = createRoute({
  getParentRoute: () => shellRoute,
  path: "low-stock",
  validateSearch: (raw: Record<string, unknown>): { page?: number } => ({ page: pageNumber(raw) }),
  component: page(() => import("../features/today/LowStockPage.tsx"), "LowStockPage", "today"),
});

export const todayRoutes = [today, lowStock] as const;
