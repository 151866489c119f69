import type { ConsentVersion } from "@kiosk/client";
import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { Tabs } from "@mantine/core";
import { useLanguage } from "../../texts/texts.ts";
import classes from "./consent.module.css";

/** A published text in each language, as people agreed to it. */
export function ConsentReader({ version }: { version: ConsentVersion }) {
  const own = useLanguage();
  const written = LANGUAGES.filter((language) => version.texts[language]);
  return (
    <Tabs defaultValue={written.includes(own) ? own : (written[0] ?? own)} className={classes.reader ?? ""}>
      <Tabs.List>
        {written.map((language) => (
          <Tabs.Tab key={language} value={language}>
            {LANGUAGE_NAMES[language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {written.map((language) => (
        <Tabs.Panel key={language} value={language} lang={language} className={classes.text ?? ""}>
          <strong>{version.texts[language]?.title}</strong>
          {version.texts[language]?.body}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
