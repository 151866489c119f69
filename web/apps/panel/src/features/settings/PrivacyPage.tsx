import type { ConsentPurpose, ConsentVersion } from "@kiosk/client";
import { listConsentTextsOptions } from "@kiosk/client/queries";
import { DateTime, ErrorState, Sheet, StatusBadge } from "@kiosk/ui/parts";
import { Anchor, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConsentEditor } from "./ConsentEditor.tsx";
import { ConsentReader } from "./ConsentReader.tsx";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

/** The texts that customers agree to: every version, who agreed, and the next one. */
export function PrivacyPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(listConsentTextsOptions());
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("privacy.title")} />
      <div className={classes.stack}>
        {data ? (
          data.items.map((purpose) => <Purpose key={purpose.purpose} purpose={purpose} />)
        ) : (
          <Skeleton height={280} />
        )}
        <Sheet title={t("privacy.legal")} text={t("privacy.legalText")}>
          <Anchor component={Link} to="/settings/business">
            {t("privacy.toBusiness")}
          </Anchor>
        </Sheet>
      </div>
    </>
  );
}

function Purpose({ purpose }: { purpose: ConsentPurpose }) {
  const { t } = useTranslation("settings");
  const [isEditing, setEditing] = useState(false);
  const [shown, setShown] = useState<number>();
  const current = purpose.versions[0];
  if (!current) return null;
  const known = purpose.purpose === "order-data";
  return (
    <>
      <Sheet
        title={known ? t("privacy.purposes.order-data.title") : purpose.purpose}
        text={known && t("privacy.purposes.order-data.text")}
        actions={!isEditing && <Button onClick={() => setEditing(true)}>{t("privacy.next")}</Button>}
      >
        <ul className={classes.rows}>
          {purpose.versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              isCurrent={version === current}
              isShown={shown === version.version}
              onShow={(isShown) => setShown(isShown ? version.version : undefined)}
            />
          ))}
        </ul>
      </Sheet>
      {isEditing && (
        <ConsentEditor
          key={current.version}
          purpose={purpose.purpose}
          current={current}
          onDone={() => setEditing(false)}
        />
      )}
    </>
  );
}

interface VersionProps {
  version: ConsentVersion;
  isCurrent: boolean;
  isShown: boolean;
  onShow: (isShown: boolean) => void;
}

function Version({ version, isCurrent, isShown, onShow }: VersionProps) {
  const { t } = useTranslation("settings");
  return (
    <li>
      <div>
        <strong>
          {t("privacy.version", { n: version.version })}{" "}
          {isCurrent && <StatusBadge tone="good">{t("privacy.current")}</StatusBadge>}
        </strong>
        <p className={classes.muted}>
          {t("privacy.since")} <DateTime at={`${version.valid_from}T12:00:00Z`} style="date" /> ·{" "}
          {t(version.is_own ? "privacy.own" : "privacy.shipped")}
        </p>
        <p className={classes.muted}>
          {version.agreed > 0 ? t("privacy.agreed", { count: version.agreed }) : t("privacy.nobody")}
          {!isCurrent && version.in_force > 0 && ` · ${t("privacy.toAsk", { count: version.in_force })}`}
        </p>
      </div>
      <Button variant="default" aria-expanded={isShown} onClick={() => onShow(!isShown)}>
        {t(isShown ? "privacy.hide" : "privacy.read")}
      </Button>
      {isShown && <ConsentReader version={version} />}
    </li>
  );
}
