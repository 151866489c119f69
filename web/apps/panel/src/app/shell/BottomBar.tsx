import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { Menu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { PLACES, type Place } from "../places.ts";
import classes from "./bottom.module.css";

const ROOM = 4;

/** The places under the thumb, on a phone: as many as fit, and the rest one press away. */
export function BottomBar() {
  const { t } = useTranslation();
  const may = useMay();
  const [isOpen, drawer] = useDisclosure();
  const places = PLACES.filter(({ permission }) => may(permission));
  const shown = places.slice(0, ROOM);
  const rest = places.slice(shown.length);
  return (
    <>
      <nav className={classes.bottom} aria-label={t("navigation")}>
        {shown.map((place) => (
          <BarLink key={place.to} place={place} className={classes.tab ?? ""} />
        ))}
        {rest.length > 0 && (
          <button type="button" className={classes.tab} onClick={drawer.open} aria-haspopup="dialog">
            <Menu size={22} aria-hidden />
            <span>{t("more")}</span>
          </button>
        )}
      </nav>
      <Drawer opened={isOpen} onClose={drawer.close} position="bottom" size="auto" title={t("more")}>
        <div className={classes.rest}>
          {rest.map((place) => (
            <BarLink key={place.to} place={place} className={classes.place ?? ""} onClick={drawer.close} />
          ))}
        </div>
      </Drawer>
    </>
  );
}

function BarLink({ place, className, onClick }: { place: Place; className: string; onClick?: () => void }) {
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
