import { isRefusal, Offline } from "@kiosk/client";
import { Button, TextInput } from "@mantine/core";
import { Check } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { written } from "./figures.ts";
import classes from "./products.module.css";

/** What stands there by now, if somebody else was quicker. */
function nowOf(error: unknown): string | undefined {
  if (isRefusal(error, "inventory.stock-moved")) return String(error.params.available);
  return isRefusal(error, "catalog.price-moved") ? written(String(error.params.price)) : undefined;
}

interface InlineFieldProps {
  /** As it is on the server, the way one writes it. */
  value: string;
  label: string;
  mode: "decimal" | "numeric";
  isValid: (text: string) => boolean;
  /** `seen` is what stood here when the person began to write. */
  onSave: (text: string, seen: string) => Promise<unknown>;
}

/** A figure that is changed where it stands: Enter or leaving saves, Escape takes back. A refusal is told right below. */
export function InlineField({ value, label, mode, isValid, onSave }: InlineFieldProps) {
  const { t } = useTranslation(["products", "common"]);
  const [last, setLast] = useState(value);
  const [seen, setSeen] = useState(value);
  const [draft, setDraft] = useState(value);
  const [problem, setProblem] = useState<string>();
  const [hasMoved, setMoved] = useState(false);
  const [state, setState] = useState<"rest" | "busy" | "saved">("rest");
  if (value !== last) {
    setLast(value);
    if (draft === seen) {
      setSeen(value);
      setDraft(value);
    }
  }
  const restore = (): void => {
    setDraft(seen);
    setProblem(undefined);
    setMoved(false);
  };
  const save = async (): Promise<void> => {
    const text = draft.trim();
    if (state === "busy" || (text === seen && !hasMoved)) return;
    if (!isValid(text)) return setProblem(t(mode === "decimal" ? "inline.noSum" : "inline.noCount"));
    setState("busy");
    try {
      await onSave(text, seen);
      setSeen(text);
      setDraft(text);
      setProblem(undefined);
      setMoved(false);
      setState("saved");
    } catch (error) {
      const now = nowOf(error);
      const isMoved = now !== undefined;
      if (isMoved) setSeen(now);
      setMoved(isMoved);
      setProblem(error instanceof Offline ? t("common:offline.text") : (error as Error).message);
      setState("rest");
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void save();
    if (event.key === "Escape") restore();
  };
  return (
    <div className={classes.inline} data-state={state}>
      <TextInput
        aria-label={label}
        value={draft}
        inputMode={mode}
        enterKeyHint="done"
        error={Boolean(problem)}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setState("rest");
          setProblem(undefined);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
        onBlur={() => !hasMoved && void save()}
        rightSection={state === "saved" ? <Check size={15} aria-hidden /> : undefined}
        rightSectionWidth={24}
        aria-busy={state === "busy" || undefined}
      />
      {problem && (
        <div className={classes.problem} role="alert">
          <span>{problem}</span>
          {hasMoved && (
            <span className={classes.ways}>
              <Button size="compact-sm" onClick={() => void save()}>
                {t("inline.anyway", { value: draft.trim() })}
              </Button>
              <Button size="compact-sm" variant="default" onClick={restore}>
                {t("inline.leave")}
              </Button>
            </span>
          )}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {state === "saved" && t("common:saved")}
      </span>
    </div>
  );
}
