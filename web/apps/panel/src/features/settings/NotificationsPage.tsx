import { chooseNotifications, type ShopNotificationsOut } from "@kiosk/client";
import { readNotificationsOptions, readShopOptions } from "@kiosk/client/queries";
import { ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Anchor, NativeSelect, Skeleton, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import classes from "./settings.module.css";

type Event = ShopNotificationsOut["events"][number];

const EVENTS: readonly Event[] = [
  "new-order",
  "order-cancelled",
  "low-stock",
  "failed-delivery",
  "daily-summary",
];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** What the staff's group hears of. */
export function NotificationsPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(readNotificationsOptions());
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("notifications.title")} />
      <div className={classes.stack}>
        <Sheet
          title={t("notifications.group")}
          text={
            <>
              {t("notifications.groupText")}{" "}
              <Anchor component={Link} to="/settings/bot" inherit underline="always">
                {t("notifications.which")}
              </Anchor>
            </>
          }
        >
          {data ? <Switches chosen={data} /> : <Skeleton height={320} />}
        </Sheet>
        <Sheet title={t("notifications.own")} text={t("notifications.ownText")}>
          <Anchor component={Link} to="/account">
            {t("notifications.toOwn")}
          </Anchor>
        </Sheet>
      </div>
    </>
  );
}

function Switches({ chosen: saved }: { chosen: ShopNotificationsOut }) {
  const { t } = useTranslation(["settings", "common"]);
  const { data: shop } = useQuery(readShopOptions());
  const { act, isBusy } = useAct();
  // A switch moves under the thumb, and back if the server says no.
  const [wanted, setWanted] = useState<ShopNotificationsOut>();
  const chosen = wanted ?? saved;
  const save = async (body: ShopNotificationsOut): Promise<void> => {
    setWanted(body);
    await act(async () => {
      await chooseNotifications({ body });
      await stale("readNotifications", "readOwnNotifications");
      toasts.done(t("common:saved"));
    });
    setWanted(undefined);
  };
  const turn = (event: Event, isOn: boolean): Promise<void> =>
    save({
      ...chosen,
      events: EVENTS.filter((each) => (each === event ? isOn : chosen.events.includes(each))),
    });
  return (
    <ul className={classes.rows}>
      {EVENTS.map((event) => (
        <li key={event}>
          <Switch
            className={classes.switch ?? ""}
            label={t(`notifications.events.${event}.title`)}
            description={t(`notifications.events.${event}.text`)}
            checked={chosen.events.includes(event)}
            disabled={isBusy}
            onChange={({ currentTarget }) => void turn(event, currentTarget.checked)}
          />
        </li>
      ))}
      <li>
        <NativeSelect
          className={classes.hour ?? ""}
          label={t("notifications.hour")}
          description={t("notifications.hourText", { zone: shop?.time_zone ?? "" })}
          data={HOURS.map((hour) => ({
            value: String(hour),
            label: `${String(hour).padStart(2, "0")}:00`,
          }))}
          value={String(chosen.summary_hour)}
          disabled={isBusy}
          onChange={({ currentTarget }) =>
            void save({ ...chosen, summary_hour: Number(currentTarget.value) })
          }
        />
      </li>
    </ul>
  );
}
