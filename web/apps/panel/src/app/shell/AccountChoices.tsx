import { changeProfile, session } from "@kiosk/client";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@kiosk/ui";
import { toasts } from "@kiosk/ui/parts";
import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { type ReactElement, useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../session/me.ts";
import { chooseLanguage, useLanguage } from "../../texts/texts.ts";
import classes from "./account.module.css";

const SCHEMES = [
  ["auto", Monitor],
  ["light", Sun],
  ["dark", Moon],
] as const;

interface AccountChoicesProps {
  wide: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** The button has been drawn anew inside the menu, and the focus it had is gone. */
  onReady: () => void;
  /** The button. */
  children: ReactElement;
}

/** The menu of the account, around its button. */
export function AccountChoices({ wide, isOpen, onOpen, onClose, onReady, children }: AccountChoicesProps) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const leave = (): void => void session.end().catch((error) => toasts.refused(error, t("offline.text")));
  const ready = useEffectEvent(onReady);
  useEffect(() => ready(), []);
  return (
    <Menu
      opened={isOpen}
      onChange={(isWanted) => (isWanted ? onOpen() : onClose())}
      position={wide ? "top-start" : "bottom-end"}
      width={248}
      withinPortal={false}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {!wide && <Menu.Label>{me.full_name}</Menu.Label>}
        <Menu.Item leftSection={<UserRound size={17} />} onClick={() => navigate({ to: "/account" })}>
          {t("account.title")}
        </Menu.Item>
        <Menu.Divider />
        <Languages />
        <Menu.Divider />
        <Schemes />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={17} />} onClick={leave}>
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Here at once, and on every other device and in letters from now on. */
async function speakFromNowOn(language: Language): Promise<void> {
  await chooseLanguage(language);
  await changeProfile({ body: { locale: language } }).catch(() => undefined);
}

function Languages() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Menu.RadioGroup value={language} onChange={(chosen) => void speakFromNowOn(chosen as Language)}>
      <Menu.Label>{t("language")}</Menu.Label>
      <div className={classes.choices} role="none">
        {LANGUAGES.map((each) => (
          <Menu.RadioItem
            key={each}
            value={each}
            lang={each}
            aria-label={`${each.toUpperCase()}: ${LANGUAGE_NAMES[each]}`}
            data-chosen={each === language || undefined}
          >
            {each.toUpperCase()}
          </Menu.RadioItem>
        ))}
      </div>
    </Menu.RadioGroup>
  );
}

function Schemes() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}>
      {SCHEMES.map(([scheme, Icon]) => (
        <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={17} />}>
          {t(`scheme.${scheme}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
