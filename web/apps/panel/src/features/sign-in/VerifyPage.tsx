import { confirmEmailAddress } from "@kiosk/client";
import { Loader } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { BrokenLink } from "./BrokenLink.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import classes from "./entry.module.css";
import { useToken } from "./useToken.ts";

const begun = new Set<string>();

/** The link of a letter shows that the address is the person's own. */
export function VerifyPage() {
  const { t } = useTranslation("sign-in");
  const token = useToken();
  const [error, setError] = useState<unknown>();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!token || begun.has(token)) return;
    begun.add(token);
    confirmEmailAddress({ body: { token } }).then(() => {
      setDone(true);
      void stale("readMe");
    }, setError);
  }, [token]);
  if (!token || error) return <BrokenLink error={error} />;
  return (
    <EntryFrame title={t(isDone ? "verify.done" : "verify.doing")}>
      {isDone ? (
        <Link to="/" className={classes.quiet ?? ""}>
          {t("factor.continue")}
        </Link>
      ) : (
        <Loader mx="auto" />
      )}
    </EntryFrame>
  );
}
