import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { pageNumber } from "./search.ts";

const getParentRoute = () => shellRoute;

const settings = createRoute({
  getParentRoute,
  path: "settings",
  component: page(() => import("../features/settings/SettingsPage.tsx"), "SettingsPage", "settings"),
});

const business = createRoute({
  getParentRoute,
  path: "settings/business",
  component: page(() => import("../features/settings/BusinessPage.tsx"), "BusinessPage", "settings"),
});

const bot = createRoute({
  getParentRoute,
  path: "settings/bot",
  component: page(() => import("../features/settings/BotPage.tsx"), "BotPage", "settings"),
});

const notifications = createRoute({
  getParentRoute,
  path: "settings/notifications",
  component: page(
    () => import("../features/settings/NotificationsPage.tsx"),
    "NotificationsPage",
    "settings",
  ),
});

const privacy = createRoute({
  getParentRoute,
  path: "settings/privacy",
  component: page(() => import("../features/settings/PrivacyPage.tsx"), "PrivacyPage", "settings"),
});

const staff = createRoute({
  getParentRoute,
  path: "settings/staff",
  component: page(() => import("../features/settings/StaffPage.tsx"), "StaffPage", "settings"),
});

const keys = createRoute({
  getParentRoute,
  path: "settings/keys",
  component: page(() => import("../features/settings/KeysPage.tsx"), "KeysPage", "settings"),
});

const audit = createRoute({
  getParentRoute,
  path: "settings/audit",
  validateSearch: (raw: Record<string, unknown>): { page?: number } => ({ page: pageNumber(raw) }),
  component: page(() => import("../features/settings/AuditPage.tsx"), "AuditPage", "settings"),
});

const health = createRoute({
  getParentRoute,
  path: "settings/health",
  component: page(() => import("../features/settings/HealthPage.tsx"), "HealthPage", "settings"),
});

export const settingsRoutes = [
  settings,
  business,
  bot,
  notifications,
  privacy,
  staff,
  keys,
  audit,
  health,
] as const;
