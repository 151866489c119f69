/** What a person chose: follow the system, or one theme always. */
export type ThemeChoice = "system" | "light" | "dark";

const KEY = "kiosk.theme";

/** Reads the choice that `theme.js` applied before the first paint. */
export function themeChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Applies a choice at once and remembers it for the next visit, where storage is allowed. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

/** Whether the page is dark right now, whoever decided it. */
export function isDark(): boolean {
  const choice = themeChoice();
  if (choice !== "system") return choice === "dark";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}
