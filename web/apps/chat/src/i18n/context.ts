import type { Language } from "@kiosk/ui";
import { createContext, useContext } from "react";
import { en } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";
import type { Texts } from "./texts.ts";
import { uk } from "./uk.ts";

export const TEXTS: Readonly<Record<Language, Texts>> = { ru, uk, kk, en };

export const TextsContext = createContext<Texts>(en);

/** The words of the person whose phone this part of the page is. */
export function useTexts(): Texts {
  return useContext(TextsContext);
}
