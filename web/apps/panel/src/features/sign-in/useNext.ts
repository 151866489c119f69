import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { queries } from "../../lib/queries.ts";

/** Goes where the person wanted to go before they were asked to sign in. */
export function useNext(next: string | undefined): () => Promise<void> {
  const router = useRouter();
  return useCallback(async () => {
    queries.clear();
    const [path, search] = (next ?? "/").split("?");
    router.history.replace(`${router.basepath}${path === "/" ? "/" : path}${search ? `?${search}` : ""}`);
    await router.invalidate();
  }, [router, next]);
}
