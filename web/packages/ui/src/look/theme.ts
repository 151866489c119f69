import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from "@mantine/core";

/** The pine of Kiosk's awning; 7 carries white text at 5.5:1. */
const pine: MantineColorsTuple = [
  "#eef9f6",
  "#d9f0ea",
  "#b3e1d6",
  "#84cdbf",
  "#54b7a6",
  "#2f9d8d",
  "#16857a",
  "#0f766e",
  "#0b5f58",
  "#084842",
];

/** Warm stone instead of blue grey: paper, not screen. */
const gray: MantineColorsTuple = [
  "#faf9f6",
  "#f4f2ed",
  "#eae7e0",
  "#dedad1",
  "#c8c3b8",
  "#a49e92",
  "#7b756a",
  "#5d5850",
  "#3e3b36",
  "#24221f",
];

const dark: MantineColorsTuple = [
  "#eeebe6",
  "#cdc9c2",
  "#a8a39b",
  "#827d76",
  "#4c4945",
  "#3b3936",
  "#2c2a28",
  "#211f1e",
  "#191817",
  "#121110",
];

/** Brick, for what can't be undone and what went wrong. */
const red: MantineColorsTuple = [
  "#fdf1ef",
  "#fbe0dc",
  "#f5bfb8",
  "#ee9a90",
  "#e57a6d",
  "#d95c4e",
  "#cb4538",
  "#bf382c",
  "#b3261e",
  "#8f1d17",
];

/** The awning's amber, for what waits for somebody. */
const amber: MantineColorsTuple = [
  "#fff8e8",
  "#feedc8",
  "#fcdc95",
  "#f9c75c",
  "#f7b532",
  "#f0a41c",
  "#cf860c",
  "#a5680a",
  "#7e4f0b",
  "#5a390c",
];

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

export const theme: MantineThemeOverride = createTheme({
  colors: { pine, gray, dark, amber, red },
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "9px", lg: "14px", xl: "22px" },
  fontFamily: FONT,
  fontSizes: { xs: "0.78rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  headings: {
    fontFamily: FONT,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.1875rem", lineHeight: "1.3" },
      h3: { fontSize: "1rem", lineHeight: "1.35" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(40 32 20 / 6%)",
    sm: "0 1px 3px rgb(40 32 20 / 8%), 0 1px 2px rgb(40 32 20 / 5%)",
    md: "0 6px 20px rgb(40 32 20 / 9%)",
    lg: "0 14px 40px rgb(40 32 20 / 14%)",
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    // The page's own rule keeps it from scrolling behind a dialog; Mantine's lock would write a <style> element.
    Modal: { defaultProps: { lockScroll: false, centered: true, radius: "lg" } },
    Drawer: { defaultProps: { lockScroll: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350 } },
    // The placeholder is a focusable element that no menu may hold (axe: aria-required-children).
    Menu: { defaultProps: { shadow: "md", withInitialFocusPlaceholder: false } },
    Button: { defaultProps: { radius: "md" } },
    Loader: { defaultProps: { type: "dots" } },
  },
});

/** What Kiosk changes in Mantine's own variables; see look.css for the rest. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-pine-light": "#e3f3ef",
    "--mantine-color-pine-light-hover": "#d5ece6",
    "--mantine-color-pine-light-color": "#0b5f58",
    "--mantine-color-pine-text": "#0b6a63",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#24221f",
    "--mantine-color-dimmed": "#6a645a",
    "--mantine-color-placeholder": "#7b756a",
    "--mantine-color-anchor": "#0b6a63",
    "--mantine-color-default-border": "#d5d0c6",
    "--mantine-color-default-hover": "#f7f5f1",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-pine-light": "#17342f",
    "--mantine-color-pine-light-hover": "#1c403a",
    "--mantine-color-pine-light-color": "#7fd6c8",
    "--mantine-color-pine-text": "#7fd6c8",
    "--mantine-color-body": "#211f1e",
    "--mantine-color-text": "#eeebe6",
    "--mantine-color-dimmed": "#aaa59d",
    "--mantine-color-placeholder": "#918c84",
    "--mantine-color-anchor": "#6fcbbc",
    "--mantine-color-default": "#2a2826",
    "--mantine-color-default-border": "#45423e",
    "--mantine-color-default-hover": "#32302d",
    "--mantine-color-error": "#ff8f85",
  },
});
