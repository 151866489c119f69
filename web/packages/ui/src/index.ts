export {
  asLanguage,
  LANGUAGE_NAMES,
  LANGUAGE_SHORT,
  LANGUAGES,
  type Language,
  pickLanguage,
} from "./language.ts";
export { chooseTheme, isDark, type ThemeChoice, themeChoice } from "./theme.ts";
