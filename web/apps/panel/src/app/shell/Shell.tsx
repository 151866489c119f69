import { PartsProvider, useParts } from "@kiosk/ui/parts";
import { Outlet, useLocation } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../../lib/useConnection.ts";
import { page } from "../../routes/page.ts";
import { isSettled } from "../../session/beginning.ts";
import { useMay, useMe } from "../../session/me.ts";
import { useZone } from "../../session/useZone.ts";
import { followAccount } from "../../texts/texts.ts";
import { BackupBanner } from "./BackupBanner.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { SideBar } from "./SideBar.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./TopBar.tsx";

const NewOrders = page(() => import("../../features/orders/NewOrders.tsx"), "NewOrders", "orders");
const GettingStarted = page(
  () => import("../../features/start/GettingStarted.tsx"),
  "GettingStarted",
  "start",
);

/** The frame of every page behind the sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const may = useMay();
  const { locale } = useMe();
  const setting = useParts();
  const zone = useZone();
  const isBeginning = may("settings.edit") && !isSettled();
  const here = useMemo(() => ({ ...setting, zone }), [setting, zone]);
  useEffect(() => void followAccount(locale), [locale]);
  return (
    <PartsProvider value={here}>
      <div className={classes.shell}>
        <a className={classes.skip} href="#content">
          {t("skip")}
        </a>
        <SideBar />
        <TopBar />
        <OfflineBanner />
        <Content>
          <BackupBanner />
          {isBeginning && (
            <Suspense fallback={null}>
              <GettingStarted />
            </Suspense>
          )}
          <Outlet />
        </Content>
        <BottomBar />
        {may("orders.view") && (
          <Suspense fallback={null}>
            <NewOrders />
          </Suspense>
        )}
      </div>
    </PartsProvider>
  );
}

/** The page itself; after a change of page the keyboard starts here. */
function Content({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const place = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) place.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <main id="content" ref={place} className={classes.content} tabIndex={-1}>
      {children}
    </main>
  );
}

function OfflineBanner() {
  const { t } = useTranslation();
  const isReachable = useConnection();
  return (
    <div role="status" className={classes.banner} data-shown={!isReachable || undefined}>
      {!isReachable && t("offline.banner")}
    </div>
  );
}
