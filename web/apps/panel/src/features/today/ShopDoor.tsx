import { readBotOptions } from "@kiosk/client/queries";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import classes from "./today.module.css";

/** The shop as a buyer sees it: the bot, or the chat page of a demo. It keeps its place until the way is known. */
export function ShopDoor() {
  const { t } = useTranslation("today");
  const may = useMay();
  const { data, isPending } = useQuery({ ...readBotOptions(), enabled: may("settings.edit") });
  if (!may("settings.edit") || (!isPending && !data?.link)) return null;
  return (
    <Button
      component="a"
      href={data?.link ?? undefined}
      target="_blank"
      rel="noreferrer"
      variant="default"
      className={classes.door ?? ""}
      data-disabled={isPending || undefined}
      leftSection={<Eye size={17} aria-hidden />}
    >
      {t("asBuyer")}
    </Button>
  );
}
