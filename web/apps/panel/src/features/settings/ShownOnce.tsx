import { Button, CopyButton, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./settings.module.css";

interface ShownOnceProps {
  title: string;
  text: string;
  /** What to copy; the dialog is closed while it is undefined. */
  secrets: ReadonlyArray<{ label: string; value: string }> | undefined;
  onClose: () => void;
}

/** Something that can't be shown again: a link, a key. */
export function ShownOnce({ title, text, secrets, onClose }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={secrets !== undefined} onClose={onClose} title={title}>
      <div className={classes.stack}>
        <p className={classes.muted}>{text}</p>
        {secrets?.map(({ label, value }) => (
          <div key={label} className={classes.stack}>
            <div>
              <p className={classes.muted}>{label}</p>
              <code className={classes.secret}>{value}</code>
            </div>
            <CopyButton value={value}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t("copied") : t("copy")}
                </Button>
              )}
            </CopyButton>
          </div>
        ))}
      </div>
    </Modal>
  );
}
