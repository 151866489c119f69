import { isRefusal } from "@kiosk/client";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";

/** A link that is cut off, spent or too old. */
export function BrokenLink({ error }: { error?: unknown }) {
  const { t } = useTranslation(["sign-in", "common"]);
  const isSpent = isRefusal(error);
  const text = isSpent ? error.message : t(error ? "common:offline.text" : "link.missingText");
  return (
    <EntryFrame
      title={t(error ? (isSpent ? "link.spent" : "common:offline.title") : "link.missing")}
      text={text}
    >
      <Link to="/sign-in" className={classes.quiet ?? ""}>
        {t("toSignIn")}
      </Link>
    </EntryFrame>
  );
}
