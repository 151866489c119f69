import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Place } from "../places.ts";
import classes from "./bottom.module.css";

interface BarLinkProps {
  place: Place;
  className: string;
  onClick?: () => void;
}

/** The way to a place: its picture over its name. */
export function BarLink({ place, className, onClick }: BarLinkProps) {
  const { t } = useTranslation();
  const { icon: Icon } = place;
  return (
    <Link
      to={place.to}
      className={className}
      activeProps={{ className: classes.here ?? "" }}
      onClick={onClick}
    >
      <Icon size={22} aria-hidden />
      <span>{t(place.text)}</span>
    </Link>
  );
}
