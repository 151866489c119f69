import { connection, send } from "@kiosk/client";
import { useEffect, useSyncExternalStore } from "react";

const PROBE = 4000;

/** Whether the server can be reached; while it can't, it is asked again every few seconds. */
export function useConnection(): boolean {
  const reachable = useSyncExternalStore(connection.subscribe, connection.isReachable);
  useEffect(() => {
    const probe = (): void => {
      send(new Request(new URL("/health/live", location.origin))).catch(() => undefined);
    };
    const lost = (): void => connection.report(false);
    if (!navigator.onLine) lost();
    window.addEventListener("offline", lost);
    window.addEventListener("online", probe);
    const timer = reachable ? undefined : setInterval(probe, PROBE);
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", probe);
      clearInterval(timer);
    };
  }, [reachable]);
  return reachable;
}
