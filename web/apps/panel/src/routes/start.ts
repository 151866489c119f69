import { createRoute } from "@tanstack/react-router";
import { STEPS, type Step } from "../features/start/steps.ts";
import { page } from "./page.ts";
import { requireSession, rootRoute } from "./root.tsx";
import { oneOf } from "./search.ts";

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: "start",
  validateSearch: (raw: Record<string, unknown>): { step?: Step } => {
    const step = oneOf(raw.step, STEPS);
    return step ? { step } : {};
  },
  beforeLoad: requireSession,
  component: page(() => import("../features/start/StartPage.tsx"), "StartPage", "start"),
});

export const startRoutes = [start] as const;
