import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./pictures.module.css";
import type { Left } from "./useUploads.ts";

interface LeftFilesProps {
  left: Left[];
  onRetry: () => void;
  onForget: () => void;
}

/** The files that were not taken, each with its reason. */
export function LeftFiles({ left, onRetry, onForget }: LeftFilesProps) {
  const { t } = useTranslation(["products", "common"]);
  if (left.length === 0) return null;
  return (
    <div className={classes.left} role="alert">
      <ul>
        {left.map(({ file, reason }) => (
          <li key={`${file.name} ${file.size}`}>
            <strong>{file.name}</strong> {reason}
          </li>
        ))}
      </ul>
      <div className={classes.leftWays}>
        {left.some(({ canRetry }) => canRetry) && (
          <Button size="compact-sm" onClick={onRetry}>
            {t("common:retry")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onForget}>
          {t("pictures.understood")}
        </Button>
      </div>
    </div>
  );
}
