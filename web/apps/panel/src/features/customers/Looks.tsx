import type { LookOut } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import classes from "./customer.module.css";

/** Who had the personal data shown, and why. */
export function Looks({ looks }: { looks: LookOut[] }) {
  const { t } = useTranslation("customers");
  return (
    <ul className={classes.events}>
      {looks.map((look) => (
        <li key={`${look.at} ${look.by_id}`}>
          <span>{look.by_name ?? t("looks.nobody")}</span>
          <span className={classes.muted}>
            <DateTime at={look.at} />
          </span>
          {look.reason && <p>{look.reason}</p>}
        </li>
      ))}
    </ul>
  );
}
