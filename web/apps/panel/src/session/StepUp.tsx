import { onStepUp } from "@kiosk/client";
import { useCallback, useEffect, useState } from "react";
import { whenAsked } from "../lib/whenAsked.tsx";

type Answer = (isConfirmed: boolean) => void;

const StepUpDialog = whenAsked(async () => (await import("./StepUpDialog.tsx")).StepUpDialog);

/** Asks for the second factor when the server wants a fresh one for a call; the call is repeated after it was shown. */
export function StepUp() {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    onStepUp(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)));
  }, []);
  const finish = useCallback(
    (isConfirmed: boolean): void => {
      answer?.(isConfirmed);
      setAnswer(undefined);
    },
    [answer],
  );
  const refuse = useCallback(() => finish(false), [finish]);
  return <StepUpDialog isOpen={answer !== undefined} onClose={refuse} onShown={() => finish(true)} />;
}
