import { session } from "@kiosk/client";
import { queries } from "../lib/queries.ts";
import { meOptions } from "../session/me.ts";
import { isOpenToAll } from "../session/SessionWatch.tsx";
import { router } from "./router.tsx";

/**
 * Asks for the page's code and for who is here while the words are still on their way: one after the other they
 * would be five journeys to the server. Whoever needs an answer asks again and meets the same one.
 */
export function wake(): void {
  const { latestLocation } = router;
  for (const { routeId } of router.matchRoutes(latestLocation)) {
    const { component } = router.routesById[routeId as "/shell/today"].options;
    void (component as { preload?: () => Promise<void> } | undefined)?.preload?.();
  }
  if (!isOpenToAll(latestLocation.pathname)) void knowWhoIsHere().catch(() => undefined);
}

async function knowWhoIsHere(): Promise<void> {
  if ((await session.restore()) === "signed-in") await queries.ensureQueryData(meOptions);
}
