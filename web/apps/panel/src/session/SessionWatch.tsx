import { session } from "@kiosk/client";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { queries } from "../lib/queries.ts";

const OPEN_TO_ALL = /^\/(sign-in|forgotten|reset|verify|invitation|enter)$/;

/** Whether a page of the panel needs nobody to be signed in. */
export function isOpenToAll(path: string): boolean {
  return OPEN_TO_ALL.test(path);
}

/** Leaves nothing of a person on the screen or in memory once their session is over, in this tab or another. */
export function SessionWatch() {
  const router = useRouter();
  useEffect(() => {
    let before = session.subject();
    const look = (): void => {
      const now = session.subject();
      if (before !== undefined && now === undefined) leave();
      // Somebody else has signed in in another tab: nothing of the first person may stay here.
      else if (before !== undefined && before !== now) location.reload();
      before = now;
    };
    // The page of a signed-in person must not come back out of the browser's memory.
    const shown = (event: PageTransitionEvent): void => {
      if (event.persisted) location.reload();
    };
    const leave = (): void => {
      queries.clear();
      if (isOpenToAll(router.state.location.pathname)) return;
      // A fresh document: whatever the old one held is gone with it.
      const next = router.state.location.href;
      location.replace(`${router.basepath}/sign-in?next=${encodeURIComponent(next)}`);
    };
    window.addEventListener("pageshow", shown);
    const stop = session.subscribe(look);
    return () => {
      window.removeEventListener("pageshow", shown);
      stop();
    };
  }, [router]);
  return null;
}
