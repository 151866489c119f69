import type { Progress } from "@kiosk/client";

export const STEPS = ["shop", "bot", "owner", "group", "goods", "test"] as const;
export type Step = (typeof STEPS)[number];

/** Whether a step is done, wherever it was done. */
export function isDone(step: Step, progress: Progress): boolean {
  switch (step) {
    case "shop":
      return progress.founded;
    case "bot":
      return progress.bot !== null;
    case "owner":
      return progress.owner_linked;
    case "group":
      return progress.has_staff_group;
    case "goods":
      return progress.goods === "there";
    case "test":
      return progress.test_order !== null;
  }
}

/** The step to show: the one that was asked for, else the first that isn't done; without a shop there is only one. */
export function stepOf(wanted: Step | undefined, progress: Progress): Step {
  if (!progress.founded) return "shop";
  return wanted ?? STEPS.find((step) => !isDone(step, progress)) ?? "test";
}

/** The one after it; undefined after the last. */
export function after(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}
