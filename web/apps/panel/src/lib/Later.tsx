import { type ReactNode, useDeferredValue } from "react";

/** Draws what it holds as a transition: in slices between which a press is heard, and not in one long piece of work. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}
