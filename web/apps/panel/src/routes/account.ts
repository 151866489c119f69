import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";

const account = createRoute({
  getParentRoute: () => shellRoute,
  path: "account",
  component: page(() => import("../features/account/AccountPage.tsx"), "AccountPage", "account"),
});

export const accountRoutes = [account] as const;
