import { readBotOptions } from "@kiosk/client/queries";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";

/** The shop as a buyer sees it: the bot, or the chat page of a demo. */
export function ShopDoor() {
  const { t } = useTranslation("today");
  const may = useMay();
  const { data } = useQuery({ ...readBotOptions(), enabled: may("settings.edit") });
  if (!data?.link) return null;
  return (
    <Button
      component="a"
      href={data.link}
      target="_blank"
      rel="noreferrer"
      variant="default"
      leftSection={<Eye size={17} aria-hidden />}
    >
      {t("asBuyer")}
    </Button>
  );
}
