import { useDisclosure } from "@mantine/hooks";
import { Menu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { whenAsked } from "../../lib/whenAsked.tsx";
import { useMay } from "../../session/me.ts";
import { PLACES } from "../places.ts";
import { BarLink } from "./BarLink.tsx";
import classes from "./bottom.module.css";

const ROOM = 4;
const MorePlaces = whenAsked(async () => (await import("./MorePlaces.tsx")).MorePlaces);

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
      <MorePlaces places={rest} isOpen={isOpen} onClose={drawer.close} />
    </>
  );
}
