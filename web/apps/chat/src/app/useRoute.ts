import { useCallback, useEffect, useState } from "react";
import { type Route, readRoute, writeRoute } from "./route.ts";

/** The route in the address bar, and a way to change it that the browser's Back undoes. */
export function useRoute(): [Route, (change: Partial<Route>, options?: { isReplacing: boolean }) => void] {
  const [route, setRoute] = useState(() => readRoute(window.location.search));

  useEffect(() => {
    const follow = (): void => setRoute(readRoute(window.location.search));
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);

  const change = useCallback((wish: Partial<Route>, options = { isReplacing: false }) => {
    const next = { ...readRoute(window.location.search), ...wish };
    const address = window.location.pathname + writeRoute(next, window.location.search);
    if (options.isReplacing) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
    setRoute(next);
  }, []);

  return [route, change];
}
