import { finishStarting, type Progress } from "@kiosk/client";
import { ErrorState } from "@kiosk/ui/parts";
import { Loader } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type ComponentType, useEffect } from "react";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { BotStep } from "./BotStep.tsx";
import classes from "./frame.module.css";
import { GoodsStep } from "./GoodsStep.tsx";
import { GroupStep } from "./GroupStep.tsx";
import { OwnerStep } from "./OwnerStep.tsx";
import { ShopStep } from "./ShopStep.tsx";
import { StartFrame } from "./StartFrame.tsx";
import { after, type Step, stepOf } from "./steps.ts";
import { TestStep } from "./TestStep.tsx";
import { useProgress } from "./useProgress.ts";

export interface StepProps {
  progress: Progress;
  /** To the next step, or out of the last one. */
  onNext: () => void;
  onStep: (step: Step) => void;
  isLeaving: boolean;
}

const PAGES: Record<Step, ComponentType<StepProps>> = {
  shop: ShopStep,
  bot: BotStep,
  owner: OwnerStep,
  group: GroupStep,
  goods: GoodsStep,
  test: TestStep,
};

const route = getRouteApi("/start");

/** From an empty installation to the first order, one question at a time. */
export function StartPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { act, isBusy } = useAct();
  const { data: progress, error, refetch } = useProgress();
  const step = progress && stepOf(search.step, progress);
  // The step stays under the reader's eyes when it becomes done, and after a reload.
  useEffect(() => {
    if (step && step !== search.step) void navigate({ to: "/start", search: { step }, replace: true });
  }, [step, search.step, navigate]);
  if (!progress || !step) {
    return (
      <main className={classes.alone}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loader />}
      </main>
    );
  }
  const show = (wanted: Step): void => void navigate({ to: "/start", search: { step: wanted } });
  const leave = (): void =>
    void act(async () => {
      await finishStarting();
      await stale("readProgress");
      await navigate({ to: "/" });
    });
  const next = after(step);
  const Page = PAGES[step];
  return (
    <StartFrame progress={progress} step={step} onStep={show} onLeave={leave} isLeaving={isBusy}>
      <Page
        key={step}
        progress={progress}
        onNext={() => (next ? show(next) : leave())}
        onStep={show}
        isLeaving={isBusy}
      />
    </StartFrame>
  );
}
