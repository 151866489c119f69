import { ActionIcon } from "@mantine/core";
import { Bell, BellOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { setChime, useChime } from "../../lib/chime.ts";

/** Whether new orders ring on this device; turning it on lets it be heard. */
export function SoundSwitch() {
  const { t } = useTranslation("orders");
  const isOn = useChime();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      title={t(isOn ? "live.soundOn" : "live.soundOff")}
      aria-label={t("live.sound")}
      aria-pressed={isOn}
      onClick={() => setChime(!isOn)}
    >
      {isOn ? <Bell size={18} aria-hidden /> : <BellOff size={18} aria-hidden />}
    </ActionIcon>
  );
}
