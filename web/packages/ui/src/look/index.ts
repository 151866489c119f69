export { schemeManager } from "./scheme.ts";
export { theme } from "./theme.ts";
