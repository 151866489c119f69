import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { day } from "./search.ts";

const today = createRoute({
  getParentRoute: () => shellRoute,
  path: "today",
  validateSearch: (raw: Record<string, unknown>): { from?: string; to?: string } => ({
    from: day(raw.from),
    to: day(raw.to),
  }),
  component: page(() => import("../features/today/TodayPage.tsx"), "TodayPage", "today"),
});

export const todayRoutes = [today] as const;
