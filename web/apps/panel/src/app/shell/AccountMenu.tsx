import { Avatar } from "@mantine/core";
import clsx from "clsx";
import { ChevronsUpDown } from "lucide-react";
import { type ComponentProps, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { whenAsked } from "../../lib/whenAsked.tsx";
import { useMe } from "../../session/me.ts";
import classes from "./account.module.css";

const AccountChoices = whenAsked(async () => (await import("./AccountChoices.tsx")).AccountChoices);

/** Who is here: their account, the language, light and dark, the way out. */
export function AccountMenu({ wide = false }: { wide?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <AccountChoices
      wide={wide}
      isOpen={isOpen}
      onOpen={() => setOpen(true)}
      onClose={close}
      onReady={() => button.current?.focus()}
    >
      <AccountButton ref={button} wide={wide} aria-haspopup="menu" onClick={() => setOpen(true)} />
    </AccountChoices>
  );
}

function AccountButton({ wide, className, ...button }: { wide: boolean } & ComponentProps<"button">) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <button
      type="button"
      className={clsx(wide ? classes.account : classes.accountSmall, className)}
      {...button}
    >
      <span className="visually-hidden">{t("account.menu")}</span>
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
  );
}
