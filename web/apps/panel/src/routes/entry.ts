import { createRoute, redirect } from "@tanstack/react-router";
import { PLACES } from "../app/places.ts";
import { queries } from "../lib/queries.ts";
import { findBeginning } from "../session/beginning.ts";
import { meOptions } from "../session/me.ts";
import { page } from "./page.ts";
import { rootRoute, shellRoute } from "./root.tsx";
import { text } from "./search.ts";

/** Where to go afterwards: a path of our own, never another site's. */
const afterwards = (raw: Record<string, unknown>): { next?: string } => {
  const next = text(raw.next);
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? { next } : {};
};

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: async () => {
    const progress = await findBeginning();
    if (progress && !progress.finished) throw redirect({ to: "/start", replace: true });
    const { permissions } = await queries.ensureQueryData(meOptions);
    const first = PLACES.find(({ permission }) => permissions.includes(permission));
    throw redirect({ to: first?.to ?? "/account", replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: "sign-in",
  validateSearch: afterwards,
  component: page(() => import("../features/sign-in/SignInPage.tsx"), "SignInPage", "sign-in"),
});

const secondFactor = createRoute({
  getParentRoute: () => rootRoute,
  path: "second-factor",
  validateSearch: afterwards,
  component: page(() => import("../features/sign-in/SecondFactorPage.tsx"), "SecondFactorPage", "sign-in"),
});

const forgotten = createRoute({
  getParentRoute: () => rootRoute,
  path: "forgotten",
  component: page(() => import("../features/sign-in/ForgottenPage.tsx"), "ForgottenPage", "sign-in"),
});

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: "reset",
  component: page(() => import("../features/sign-in/ResetPage.tsx"), "ResetPage", "sign-in"),
});

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: "invitation",
  component: page(() => import("../features/sign-in/InvitationPage.tsx"), "InvitationPage", "sign-in"),
});

const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: "verify",
  component: page(() => import("../features/sign-in/VerifyPage.tsx"), "VerifyPage", "sign-in"),
});

const enter = createRoute({
  getParentRoute: () => rootRoute,
  path: "enter",
  component: page(() => import("../features/sign-in/EnterPage.tsx"), "EnterPage", "sign-in"),
});

export const entryRoutes = [signIn, secondFactor, forgotten, reset, verify, invitation, enter] as const;
export const homeRoute = home;
