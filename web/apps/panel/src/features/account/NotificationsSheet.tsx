import { chooseOwnNotifications, type OwnNotificationsOut } from "@kiosk/client";
import { readOwnNotificationsOptions } from "@kiosk/client/queries";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Skeleton, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./account.module.css";

/** What the person hears in their own chat with the bot. Who may hear of nothing sees nothing of it. */
export function NotificationsSheet() {
  const { t } = useTranslation(["account", "common"]);
  const { data } = useQuery(readOwnNotificationsOptions());
  const { act, isBusy } = useAct();
  // A switch moves under the thumb, and back if the server says no.
  const [wanted, setWanted] = useState<OwnNotificationsOut["events"]>();
  if (data?.offered.length === 0) return null;
  const heard = wanted ?? data?.events ?? [];
  const turn = async (event: string, isOn: boolean): Promise<void> => {
    const events = data?.offered.filter((each) => (each === event ? isOn : heard.includes(each))) ?? [];
    setWanted(events);
    await act(async () => {
      await chooseOwnNotifications({ body: { events } });
      await stale("readOwnNotifications");
      toasts.done(t("common:saved"));
    });
    setWanted(undefined);
  };
  return (
    <Sheet
      title={t("notifications.title")}
      text={t(data?.has_telegram === false ? "notifications.noTelegram" : "notifications.text")}
    >
      {data ? (
        <div className={classes.switches}>
          {data.offered.map((event) => (
            <Switch
              key={event}
              label={t(`notifications.events.${event}`, {
                hour: `${String(data.summary_hour).padStart(2, "0")}:00`,
              })}
              checked={heard.includes(event)}
              disabled={isBusy || !data.has_telegram}
              onChange={({ currentTarget }) => void turn(event, currentTarget.checked)}
            />
          ))}
        </div>
      ) : (
        <Skeleton height={160} />
      )}
    </Sheet>
  );
}
