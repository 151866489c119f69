import {
  asLanguage,
  chooseTheme,
  LANGUAGE_NAMES,
  LANGUAGES,
  type Language,
  type ThemeChoice,
  themeChoice,
} from "@kiosk/ui";
import { useState } from "react";
import type { Person } from "../../api/contract.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import type { Session } from "../../state/session.ts";
import { useStore } from "../../state/store.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuHeading, MenuItem } from "../../ui/Menu.tsx";
import { ResetDialog } from "./ResetDialog.tsx";

interface Props {
  session: Session;
  person: Person;
  /** Absent where the window is too narrow for two chats. */
  isPaired: boolean | undefined;
  onPair(isPaired: boolean): void;
  onLanguage(language: Language): void;
  onReset(): void;
}

/** The small menu of the page: theme, the person's language, two panes, the block, and a new world. */
export function SettingsMenu({ session, person, isPaired, onPair, onLanguage, onReset }: Props) {
  const texts = useTexts();
  const [theme, setTheme] = useState<ThemeChoice>(themeChoice);
  const [isResetting, setResetting] = useState(false);
  const isBlocked = useStore(
    session.store,
    (state) => state.chats?.find((chat) => chat.id === person.id)?.blocked ?? false,
  );
  const themes: Record<ThemeChoice, string> = {
    system: texts.themeSystem,
    light: texts.themeLight,
    dark: texts.themeDark,
  };
  return (
    <>
      <Menu label={texts.settings} trigger={<Icon name="more" />} className="settings-menu">
        {isPaired !== undefined && (
          <MenuItem icon="split" isChecked={isPaired} onChoose={() => onPair(!isPaired)} testId="pair">
            {texts.sideBySide}
          </MenuItem>
        )}
        <MenuHeading>{texts.theme}</MenuHeading>
        {(["system", "light", "dark"] as const).map((each) => (
          <MenuItem
            key={each}
            isChecked={theme === each}
            testId={`theme-${each}`}
            onChoose={() => {
              chooseTheme(each);
              setTheme(each);
            }}
          >
            {themes[each]}
          </MenuItem>
        ))}
        <MenuHeading>{fill(texts.languageOf, { name: person.first_name })}</MenuHeading>
        {LANGUAGES.map((each) => (
          <MenuItem
            key={each}
            isChecked={asLanguage(person.language_code) === each}
            testId={`language-${each}`}
            onChoose={() => onLanguage(each)}
          >
            <span lang={each}>{LANGUAGE_NAMES[each]}</span>
          </MenuItem>
        ))}
        <hr />
        <MenuItem icon="home" onChoose={() => window.location.assign("/")}>
          {texts.homePage}
        </MenuItem>
        <MenuItem icon="block" onChoose={() => session.block(!isBlocked)} testId="block">
          {isBlocked ? texts.unblockBot : texts.blockBot}
        </MenuItem>
        <MenuItem icon="reset" isDanger onChoose={() => setResetting(true)} testId="reset">
          {texts.resetWorld}
        </MenuItem>
      </Menu>
      {isResetting && <ResetDialog onClose={() => setResetting(false)} onReset={onReset} />}
    </>
  );
}
