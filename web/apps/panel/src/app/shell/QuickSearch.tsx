import { ActionIcon, Kbd } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { whenAsked } from "../../lib/whenAsked.tsx";
import classes from "./shell.module.css";

const SearchDialog = whenAsked(async () => (await import("./SearchDialog.tsx")).SearchDialog);
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the search over everything; `mod+K` does the same from anywhere. */
export function SearchButton({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  useHotkeys(wide ? [["mod+K", dialog.open]] : [], []);
  return (
    <>
      {wide ? (
        <button
          type="button"
          className={classes.search}
          onClick={dialog.open}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <Search size={17} aria-hidden />
          <span>{t("search.open")}</span>
          <Kbd size="xs" aria-hidden>
            {IS_MAC ? "⌘K" : "Ctrl K"}
          </Kbd>
        </button>
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={dialog.open}
          aria-label={t("search.open")}
        >
          <Search size={21} />
        </ActionIcon>
      )}
      <SearchDialog isOpen={isOpen} onClose={dialog.close} />
    </>
  );
}
