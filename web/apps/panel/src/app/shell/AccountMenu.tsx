import { session } from "@kiosk/client";
import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { toasts } from "@kiosk/ui/parts";
import { Avatar, Menu, useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Check, ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../session/me.ts";
import { chooseLanguage, useLanguage } from "../../texts/texts.ts";
import classes from "./account.module.css";

const SCHEMES = [
  ["auto", Monitor],
  ["light", Sun],
  ["dark", Moon],
] as const;

/** Who is here: their account, the language, light and dark, the way out. */
export function AccountMenu({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const leave = (): void => void session.end().catch((error) => toasts.refused(error, t("offline.text")));
  return (
    <Menu position={wide ? "top-start" : "bottom-end"} width={248} keepMounted={false}>
      <Menu.Target>
        <button
          type="button"
          className={wide ? classes.account : classes.accountSmall}
          aria-label={t("account.menu")}
        >
          <Avatar src={me.avatar} name={me.full_name} color="pine" size={32} radius="xl" aria-hidden />
          {wide && (
            <>
              <span className={classes.accountName}>
                <strong>{me.full_name}</strong>
                <span>{t(`roles.${me.role}` as "roles.owner", { defaultValue: me.role })}</span>
              </span>
              <ChevronsUpDown size={16} aria-hidden />
            </>
          )}
        </button>
      </Menu.Target>
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

function Languages() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <Menu.Label>{t("language")}</Menu.Label>
      <div className={classes.choices}>
        {LANGUAGES.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            role="menuitemradio"
            aria-checked={each === language}
            aria-label={LANGUAGE_NAMES[each]}
            data-chosen={each === language || undefined}
            onClick={() => void chooseLanguage(each)}
            closeMenuOnClick={false}
          >
            {each.toUpperCase()}
          </Menu.Item>
        ))}
      </div>
    </>
  );
}

function Schemes() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return SCHEMES.map(([scheme, Icon]) => (
    <Menu.Item
      key={scheme}
      role="menuitemradio"
      aria-checked={scheme === colorScheme}
      leftSection={<Icon size={17} />}
      rightSection={scheme === colorScheme ? <Check size={16} /> : undefined}
      onClick={() => setColorScheme(scheme)}
      closeMenuOnClick={false}
    >
      {t(`scheme.${scheme}`)}
    </Menu.Item>
  ));
}
