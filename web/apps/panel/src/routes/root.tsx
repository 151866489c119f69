import { session } from "@kiosk/client";
import { createRootRoute, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { Shell } from "../app/shell/Shell.tsx";
import { Later } from "../lib/Later.tsx";
import { queries } from "../lib/queries.ts";
import { findBeginning } from "../session/beginning.ts";
import { meOptions, owes } from "../session/me.ts";
import { SessionWatch } from "../session/SessionWatch.tsx";

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <SessionWatch />
      <Later>
        <Outlet />
      </Later>
    </>
  ),
});

/** Whoever isn't signed in is sent to where they can, and back afterwards. */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  if ((await session.restore()) !== "signed-in") {
    throw redirect({ to: "/sign-in", search: { next: location.href } });
  }
  const me = await queries.ensureQueryData(meOptions);
  if (owes(me) !== "nothing") throw redirect({ to: "/second-factor", search: { next: location.href } });
}

/** Everything behind the sign-in. As long as there is no shop, every way leads to its founding. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: Shell,
  beforeLoad: async (asked) => {
    const [progress] = await Promise.all([findBeginning(), requireSession(asked)]);
    if (progress && !progress.founded) throw redirect({ to: "/start", replace: true });
  },
});
