import { beginTelegramLink, type TelegramLinkBegun } from "@kiosk/client";
import { Sheet } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../../lib/useAct.ts";
import { meOptions, useMe } from "../../session/me.ts";
import classes from "./account.module.css";

const PAUSE = 3000;

/** The account's Telegram, or the way to link one. */
export function TelegramSheet() {
  const { t } = useTranslation("account");
  const me = useMe();
  const [link, setLink] = useState<TelegramLinkBegun>();
  const { act, isBusy } = useAct();
  const isLinked = me.telegram_id !== null;
  useQuery({ ...meOptions, refetchInterval: link && !isLinked ? PAUSE : false });
  if (isLinked) {
    const name = me.telegram_username ? `@${me.telegram_username}` : t("telegram.yours");
    return <Sheet title={t("telegram.title")} text={t("telegram.linked", { name })} />;
  }
  return (
    <Sheet title={t("telegram.title")} text={t(link ? "telegram.waiting" : "telegram.text")}>
      <div className={classes.deeds}>
        {link ? (
          <Button
            component="a"
            href={link.deep_link}
            target="_blank"
            rel="noreferrer"
            leftSection={<Send size={17} />}
          >
            {t("telegram.open", { bot: link.bot_username })}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={isBusy}
            leftSection={<Send size={17} />}
            onClick={() => void act(async () => setLink(await beginTelegramLink()))}
          >
            {t("telegram.link")}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
