import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./editor.module.css";

interface ChangedNoticeProps {
  /** What has changed meanwhile. */
  title: string;
  onLook: () => unknown;
  onOver: () => unknown;
}

/** Somebody else was quicker: nothing is lost before the person has chosen. */
export function ChangedNotice({ title, onLook, onOver }: ChangedNoticeProps) {
  const { t } = useTranslation("products");
  return (
    <div className={classes.notice} role="alert">
      <strong>{title}</strong>
      <span>{t("edit.changedText")}</span>
      <div className={classes.deeds}>
        <Button variant="default" onClick={onLook}>
          {t("edit.look")}
        </Button>
        <Button variant="default" onClick={onOver}>
          {t("edit.over")}
        </Button>
      </div>
    </div>
  );
}
