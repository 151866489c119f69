import type { BlockOut } from "@kiosk/client";
import { DateTime } from "@kiosk/ui/parts";
import { Ban } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./customer.module.css";

/** That the shop doesn't sell to this customer: since when, by whom, why. */
export function BlockedNotice({ block }: { block: BlockOut }) {
  const { t } = useTranslation("customers");
  return (
    <div className={classes.notice}>
      <Ban size={18} aria-hidden />
      <div>
        <strong>{t("block.notice")}</strong>
        <p>
          <DateTime at={block.at} />
          {block.by_name && ` · ${block.by_name}`}
          {block.reason && ` · ${block.reason}`}
        </p>
      </div>
    </div>
  );
}
