import { lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../texts/texts.ts";

/** A page in a chunk of its own, fetched together with its words: `page(() => import("..."), "Page", "orders")`. */
export function page<M extends Record<string, unknown>, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
  ...namespaces: string[]
) {
  return lazyRouteComponent(async () => (await Promise.all([load(), loadTexts(...namespaces)]))[0], name);
}
