import { createContext, use } from "react";
import type { Language } from "../language.ts";

/** The words that parts say by themselves. */
export interface PartsWords {
  retry: string;
  undo: string;
  cancel: string;
  close: string;
  back: string;
  offlineTitle: string;
  offlineText: string;
  brokenTitle: string;
  incident: (id: string) => string;
  nothingFound: string;
  /** `total` is "10000+" where nobody counted further. */
  range: (from: number, to: number, total: number | string) => string;
  pages: string;
  previous: string;
  next: string;
  selectAll: string;
  selectRow: string;
}

export interface PartsSetting {
  language: Language;
  /** The business's time zone, as IANA names it; undefined: the device's. */
  zone: string | undefined;
  words: PartsWords;
}

const Context = createContext<PartsSetting | undefined>(undefined);

/** Tells the parts below which language, time zone and words are theirs. */
export const PartsProvider = Context.Provider;

export function useParts(): PartsSetting {
  const setting = use(Context);
  if (!setting) throw new Error("PartsProvider is missing");
  return setting;
}
