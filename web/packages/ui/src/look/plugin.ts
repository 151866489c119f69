import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";
import { theme, variables } from "./theme.ts";

const NAME = "virtual:kiosk-theme.css";

/** The theme's variables as a stylesheet. */
export function themeStylesheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const [base, own] = [defaultCssVariablesResolver(merged), variables(merged)];
  return convertCssVariables({
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light },
    dark: { ...base.dark, ...own.dark },
  });
}

/**
 * Writes the theme's variables into a stylesheet at build time. At run time Mantine would put them into a <style>
 * element, which a Content-Security-Policy of `style-src 'self'` refuses.
 */
export function themeVariables() {
  return {
    name: "kiosk-theme",
    resolveId: (id: string) => (id === NAME ? NAME : undefined),
    load: (id: string) => (id === NAME ? themeStylesheet() : undefined),
  };
}

const CLASS_NAMES = /@mantine\/core\/esm\/.+\/(\w+)\.module\.mjs$/;

/**
 * Has each of Mantine's components bring its own stylesheet, so that a page waits for those of its parts and not for
 * three hundred kilobytes. A component imports what it is built on before its own names, which keeps Mantine's order.
 */
export function componentStyles() {
  return {
    name: "kiosk-component-styles",
    transform(code: string, id: string) {
      const component = CLASS_NAMES.exec(id)?.[1];
      return component ? `import "@mantine/core/styles/${component}.layer.css";\n${code}` : undefined;
    },
  };
}
