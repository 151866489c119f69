import { schemeManager, theme } from "@kiosk/ui/look";
import { PartsProvider } from "@kiosk/ui/parts";
import { MantineProvider, type MantineThemeOverride, MantineThemeProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../lib/queries.ts";
import { usePartsSetting } from "../lib/usePartsSetting.ts";
import { StepUp } from "../session/StepUp.tsx";
import { router } from "./router.tsx";
import { Toasts } from "./Toasts.tsx";

/** Everything that every page stands in. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Pages />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Pages() {
  return (
    <PartsProvider value={usePartsSetting()}>
      <MantineThemeProvider theme={useSpokenLabels()}>
        <RouterProvider router={router} />
        <StepUp />
        <Toasts />
      </MantineThemeProvider>
    </PartsProvider>
  );
}

/** What a screen reader says of the library's own buttons, in the reader's language. */
function useSpokenLabels(): MantineThemeOverride {
  const { t } = useTranslation();
  const close = t("close");
  return useMemo(() => ({ components: { CloseButton: { defaultProps: { "aria-label": close } } } }), [close]);
}
