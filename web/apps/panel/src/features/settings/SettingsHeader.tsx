import { PageHeader } from "@kiosk/ui/parts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** The head of a page below the settings. */
export function SettingsHeader({ title, actions }: { title: string; actions?: ReactNode }) {
  return <PageHeader back={(props) => <Link to="/settings" {...props} />} title={title} actions={actions} />;
}
