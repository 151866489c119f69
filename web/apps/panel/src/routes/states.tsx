import { EmptyState, ErrorState } from "@kiosk/ui/parts";
import { Button, Loader } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./states.module.css";

/** Between two pages, when the next one takes long. */
export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <div className={classes.waiting} role="status" aria-label={t("loading")}>
      <Loader />
    </div>
  );
}

/** A page that could not be drawn or fetched. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} onRetry={retry} />;
}

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<Compass size={26} />}
      title={t("missing.title")}
      text={t("missing.text")}
      action={
        <Button renderRoot={(props) => <Link to="/" {...props} />} variant="default">
          {t("missing.home")}
        </Button>
      }
    />
  );
}
