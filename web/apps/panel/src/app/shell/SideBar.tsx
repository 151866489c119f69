import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { PLACES } from "../places.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { Brand } from "./Brand.tsx";
import { SearchButton } from "./QuickSearch.tsx";
import classes from "./shell.module.css";

/** The way to every place, on screens with room for it. */
export function SideBar() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <aside className={classes.side}>
      <Brand />
      <SearchButton wide />
      <nav className={classes.sideNav} aria-label={t("navigation")}>
        {PLACES.filter(({ permission }) => may(permission)).map(({ to, text, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={classes.place ?? ""}
            activeProps={{ className: classes.here ?? "" }}
          >
            <Icon size={19} aria-hidden />
            {t(text)}
          </Link>
        ))}
      </nav>
      <AccountMenu wide />
    </aside>
  );
}
