import { useEffect, useState } from "react";

/**
 * The secret after the `#` of a link, which no server's log has seen. It leaves the address bar at once, so that
 * neither the history nor a look over the shoulder keeps it.
 */
export function useToken(): string {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  // After the first drawing and not in it: a drawing may be begun twice.
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  }, []);
  return token;
}
