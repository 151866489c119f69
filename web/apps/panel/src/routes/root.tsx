import { session } from "@kiosk/client";
import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { queries } from "../lib/queries.ts";
import { meOptions, owes } from "../session/me.ts";
import { SessionWatch } from "../session/SessionWatch.tsx";

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <SessionWatch />
      <Outlet />
    </>
  ),
});

/** Everything behind the sign-in. Whoever isn't signed in is sent there, and back afterwards. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: lazyRouteComponent(() => import("../app/shell/Shell.tsx"), "Shell"),
  beforeLoad: async ({ location }) => {
    if ((await session.restore()) !== "signed-in") {
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    const me = await queries.ensureQueryData(meOptions);
    if (owes(me) !== "nothing") throw redirect({ to: "/second-factor", search: { next: location.href } });
  },
});
