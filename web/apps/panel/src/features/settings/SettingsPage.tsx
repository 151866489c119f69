import { PageHeader, Sheet } from "@kiosk/ui/parts";
import { Link, type LinkProps } from "@tanstack/react-router";
import {
  Bell,
  Bot,
  ChevronRight,
  HeartPulse,
  KeyRound,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
  Store,
  Users,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./settings.module.css";

type Name = "business" | "bot" | "notifications" | "privacy" | "staff" | "keys" | "audit" | "health";

const PLACES: ReadonlyArray<{
  name: Name;
  to: NonNullable<LinkProps["to"]>;
  icon: LucideIcon;
  permission: string;
}> = [
  { name: "business", to: "/settings/business", icon: Store, permission: "settings.edit" },
  { name: "bot", to: "/settings/bot", icon: Bot, permission: "settings.edit" },
  { name: "notifications", to: "/settings/notifications", icon: Bell, permission: "settings.edit" },
  { name: "privacy", to: "/settings/privacy", icon: ShieldCheck, permission: "settings.edit" },
  { name: "staff", to: "/settings/staff", icon: Users, permission: "staff.edit" },
  { name: "keys", to: "/settings/keys", icon: KeyRound, permission: "keys.edit" },
  { name: "audit", to: "/settings/audit", icon: ScrollText, permission: "audit.view" },
  { name: "health", to: "/settings/health", icon: HeartPulse, permission: "settings.edit" },
];

/** Where everything is that is seldom changed. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const may = useMay();
  return (
    <>
      <PageHeader title={t("title")} />
      <Sheet flush>
        <ul className={classes.places}>
          {PLACES.filter(({ permission }) => may(permission)).map(({ name, to, icon: Icon }) => (
            <li key={name}>
              <Link to={to} className={classes.place ?? ""}>
                <Icon size={21} aria-hidden />
                <span>
                  <strong>{t(`${name}.title`)}</strong>
                  <span className={classes.muted}>{t(`${name}.text`)}</span>
                </span>
                <ChevronRight size={18} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}
