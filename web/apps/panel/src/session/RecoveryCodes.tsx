import { Button, CopyButton, Text } from "@mantine/core";
import { Check, Copy, Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./session.module.css";

/** The codes, once: to copy, to save, and to say that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation("sign-in");
  const text = `${codes.join("\n")}\n`;
  const save = (): void => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = "kiosk-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className={classes.form}>
      <Text>{t("codes.text")}</Text>
      <ol className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={classes.pair}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <Check size={17} /> : <Copy size={17} />}
            >
              {t("codes.copy")}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={save} leftSection={<Download size={17} />}>
          {t("codes.download")}
        </Button>
      </div>
      <Button onClick={onKept} size="md">
        {t("codes.kept")}
      </Button>
    </div>
  );
}
