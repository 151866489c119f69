import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";
import { chooseTheme, themeChoice } from "../theme.ts";

/** Lets Mantine read and keep the theme where every page of Kiosk keeps it. */
export const schemeManager: MantineColorSchemeManager = {
  get: () => asScheme(),
  set: (scheme) => chooseTheme(scheme === "auto" ? "system" : scheme),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => chooseTheme("system"),
};

function asScheme(): MantineColorScheme {
  const choice = themeChoice();
  return choice === "system" ? "auto" : choice;
}
