import type { PartsSetting } from "@kiosk/ui/parts";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../texts/texts.ts";

/** The panel's words and manner for the parts of @kiosk/ui. */
export function usePartsSetting(): PartsSetting {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      zone: undefined,
      words: {
        retry: t("retry"),
        undo: t("undo"),
        cancel: t("cancel"),
        close: t("close"),
        back: t("back"),
        offlineTitle: t("offline.title"),
        offlineText: t("offline.text"),
        brokenTitle: t("broken.title"),
        incident: (id) => t("broken.incident", { id }),
        nothingFound: t("nothingFound"),
        range: (from, to, total) => t("list.range", { from, to, total }),
        pages: t("list.pages"),
        previous: t("list.previous"),
        next: t("list.next"),
        selectAll: t("list.selectAll"),
        selectRow: t("list.selectRow"),
      },
    }),
    [t, language],
  );
}
