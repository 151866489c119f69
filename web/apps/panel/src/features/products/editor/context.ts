import { createContext, use } from "react";
import type { Draft } from "./draft.ts";

/** What the sheets of the editor share: the draft, how to change it, and what is wrong with which place. */
export interface Editing {
  draft: Draft;
  /** Changes parts of the draft; a function sees the draft as it is then, for what comes back later. */
  change: (part: Partial<Draft> | ((now: Draft) => Partial<Draft>)) => void;
  /** The sentence about a place, as the API names it: "variants/0/sku". */
  problem: (place: string) => string | undefined;
}

const Context = createContext<Editing | undefined>(undefined);

export const EditingProvider = Context.Provider;

export function useEditing(): Editing {
  const editing = use(Context);
  if (!editing) throw new Error("EditingProvider is missing");
  return editing;
}
