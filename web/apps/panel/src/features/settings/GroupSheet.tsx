import { beginStaffGroup, forgetStaffGroup, type StaffGroupOut, testStaffGroup } from "@kiosk/client";
import { readStaffGroupOptions } from "@kiosk/client/queries";
import { ConfirmButton, DateTime, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./settings.module.css";

/** While something happens in Telegram, the page looks often whether it has. */
const LOOK_AGAIN = 1500;

/** The group to which the bot reports: which it is, whether it hears, another one, none. */
export function GroupSheet() {
  const { t } = useTranslation("settings");
  const [isAdding, setAdding] = useState(false);
  const { data } = useQuery({
    ...readStaffGroupOptions(),
    refetchInterval: ({ state }) => {
      const group = state.data?.group;
      return (isAdding && !group) || group?.test?.state === "waiting" ? LOOK_AGAIN : false;
    },
  });
  return (
    <Sheet title={t("bot.group")} text={t("bot.groupText")}>
      {!data ? (
        <Skeleton height={90} />
      ) : (
        <div className={classes.stack}>
          {data.group && <GroupState group={data.group} />}
          <Deeds group={data.group} onBegin={() => setAdding(true)} />
        </div>
      )}
    </Sheet>
  );
}

function GroupState({ group }: { group: StaffGroupOut }) {
  const { t } = useTranslation("settings");
  const { test, unreachable_since: since } = group;
  return (
    <>
      <p className={classes.groupName}>
        <Users size={20} aria-hidden />
        <span>
          <strong>{group.title ?? t("bot.someGroup")}</strong>
          {group.is_fixed && <span className={classes.muted}> · {t("bot.fixedGroup")}</span>}
        </span>
      </p>
      <div role="status">
        {since ? (
          <div className={classes.warning}>
            <p className={classes.warningTitle}>
              <CircleAlert size={18} aria-hidden />
              <span>
                {t("bot.unreachable")} <DateTime at={since} relative />
              </span>
            </p>
            <p>{t("bot.unreachableText")}</p>
            {group.reason && (
              <p lang="en">
                <code>{group.reason}</code>
              </p>
            )}
          </div>
        ) : test?.state === "waiting" ? (
          <p className={classes.muted}>{t("bot.testing")}</p>
        ) : test?.state === "sent" ? (
          <p className={classes.fine}>
            <CircleCheck size={20} aria-hidden />
            <span>
              {t("bot.tested")} <DateTime at={test.asked_at} relative />
            </span>
          </p>
        ) : null}
      </div>
    </>
  );
}

function Deeds({ group, onBegin }: { group: StaffGroupOut | null; onBegin: () => void }) {
  const { t } = useTranslation("settings");
  const { act, isBusy } = useAct();
  const begin = (): Promise<boolean> => {
    // Opened before the answer comes: browsers only let a press open a tab.
    const tab = window.open("", "_blank");
    return act(async () => {
      const { link } = await beginStaffGroup();
      onBegin();
      if (tab) tab.location.replace(link);
      else window.location.assign(link);
    }).then((went) => {
      if (!went) tab?.close();
      return went;
    });
  };
  const test = (): Promise<boolean> =>
    act(async () => {
      await testStaffGroup();
      await stale("readStaffGroup");
    });
  const forget = (): Promise<boolean> =>
    act(async () => {
      await forgetStaffGroup();
      await stale("readBot", "readStaffGroup");
      toasts.done(t("bot.forgotten"));
    });
  return (
    <div className={classes.deeds}>
      {group && (
        <Button loading={isBusy} onClick={test}>
          {t("bot.test")}
        </Button>
      )}
      {!group?.is_fixed && (
        <Button variant={group ? "default" : "filled"} loading={isBusy} onClick={begin}>
          {t(group ? "bot.otherGroup" : "bot.addToGroup")}
        </Button>
      )}
      {group && !group.is_fixed && (
        <ConfirmButton question={t("bot.forgetAsk")} confirm={t("bot.forget")} onConfirm={forget}>
          {t("bot.forget")}
        </ConfirmButton>
      )}
    </div>
  );
}
