import type { ConsentOut } from "@kiosk/client";
import { DateTime, StatusBadge } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./customer.module.css";

/** What the customer agreed to, and what they took back. */
export function Consents({ consents }: { consents: ConsentOut[] }) {
  const { t } = useTranslation("customers");
  if (consents.length === 0) return <p className={classes.muted}>{t("consent.none")}</p>;
  return (
    <ul className={classes.events}>
      {consents.map((consent) => (
        <li key={`${consent.purpose} ${consent.at}`}>
          <StatusBadge tone={consent.action === "given" ? "good" : "quiet"}>
            {t(consent.action === "given" ? "consent.given" : "consent.withdrawn")}
          </StatusBadge>
          <span className={classes.muted}>
            <DateTime at={consent.at} />
          </span>
          <p>{t("consent.version", { title: consent.title, version: consent.version })}</p>
        </li>
      ))}
    </ul>
  );
}
