import type { ImportOut } from "@kiosk/client";
import { StatusBadge, type Tone } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";

const TONES: Record<ImportOut["state"], Tone> = {
  waiting: "quiet",
  reading: "go",
  read: "wait",
  applying: "go",
  applied: "good",
  undoing: "go",
  undone: "quiet",
  refused: "bad",
  cancelled: "quiet",
};

/** States in which something still happens by itself. */
export const MOVING: ReadonlyArray<ImportOut["state"]> = ["waiting", "reading", "applying", "undoing"];

/** Where an import is, in a word. */
export function ImportState({ state }: { state: ImportOut["state"] }) {
  const { t } = useTranslation("exchange");
  return <StatusBadge tone={TONES[state]}>{t(`state.${state}`)}</StatusBadge>;
}
