import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Place } from "../places.ts";
import { BarLink } from "./BarLink.tsx";
import classes from "./bottom.module.css";

interface MorePlacesProps {
  places: Place[];
  isOpen: boolean;
  onClose: () => void;
}

/** The places for which the bar has no room. */
export function MorePlaces({ places, isOpen, onClose }: MorePlacesProps) {
  const { t } = useTranslation();
  return (
    <Drawer opened={isOpen} onClose={onClose} position="bottom" size="auto" title={t("more")}>
      <div className={classes.rest}>
        {places.map((place) => (
          <BarLink key={place.to} place={place} className={classes.place ?? ""} onClick={onClose} />
        ))}
      </div>
    </Drawer>
  );
}
