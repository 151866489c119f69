import { Button, Loader } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./start.module.css";

interface StepHeadProps {
  title: ReactNode;
  text: ReactNode;
}

export function StepHead({ title, text }: StepHeadProps) {
  return (
    <div className={classes.stepHead}>
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  );
}

/** What is true now; a screen reader hears it when it becomes so. */
export function Success({ title, text, children }: StepHeadProps & { children?: ReactNode }) {
  return (
    <div className={classes.success} role="status">
      <CircleCheck size={26} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{text}</p>
        {children && <div className={classes.deeds}>{children}</div>}
      </div>
    </div>
  );
}

export function Waiting({ children }: { children: ReactNode }) {
  return (
    <p className={classes.waiting} role="status">
      <Loader size={18} aria-hidden />
      {children}
    </p>
  );
}

interface FootProps {
  isDone: boolean;
  onNext: () => void;
  /** The deed of the step, as long as it isn't done. */
  children?: ReactNode;
  label?: string;
  isBusy?: boolean;
}

/** Under the thumb: the deed of the step and the way past it, or the way on. */
export function StepFoot({ isDone, onNext, children, label, isBusy = false }: FootProps) {
  const { t } = useTranslation("start");
  return (
    <div className={classes.foot}>
      {isDone ? (
        <Button size="md" onClick={onNext} loading={isBusy}>
          {label ?? t("next")}
        </Button>
      ) : (
        <>
          {children}
          <Button size="md" variant="subtle" onClick={onNext} loading={isBusy}>
            {t("skip")}
          </Button>
        </>
      )}
    </div>
  );
}

/** A step that needs another one first. */
export function Missing({ text, label, onGo }: { text: string; label: string; onGo: () => void }) {
  return (
    <div className={classes.missing}>
      <p>{text}</p>
      <Button variant="default" onClick={onGo}>
        {label}
      </Button>
    </div>
  );
}
