import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search as Glass } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/me.ts";
import { useLanguage } from "../../texts/texts.ts";
import { FINDERS, type Hit } from "../finders.ts";
import { PLACES } from "../places.ts";
import classes from "./search.module.css";

interface Group {
  title: string;
  hits: Hit[];
}

interface SearchDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Type a few letters, choose with the arrows, go there with Enter. */
export function SearchDialog({ isOpen, onClose }: SearchDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="10vh"
      centered={false}
      padding={0}
    >
      <Search onDone={onClose} />
    </Modal>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { groups, isSearching } = useGroups(text.trim());
  const hits = groups.flatMap((group) => group.hits);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    onDone();
    void navigate(hit.link);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") go(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        placeholder={t("search.placeholder")}
        aria-label={t("search.open")}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        leftSection={<Glass size={18} />}
        variant="unstyled"
        classNames={{ input: classes.field ?? "" }}
        size="lg"
        data-autofocus
      />
      <div id={`${id}-list`} role="listbox" aria-label={t("search.open")} className={classes.results}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox's group; there is no element for it.
          <div role="group" key={group.title} aria-label={group.title}>
            <p className={classes.group}>{group.title}</p>
            {group.hits.map((hit) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's.
              <div
                key={hit.id}
                id={`${id}-${hit.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={hit === chosen}
                className={classes.hit}
                onClick={() => go(hit)}
              >
                <span>{hit.title}</span>
                {hit.text && <span>{hit.text}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={classes.nothing} hidden={hits.length > 0}>
        {hits.length === 0 && t(isSearching ? "loading" : "nothingFound")}
      </p>
    </>
  );
}

function useGroups(text: string): { groups: Group[]; isSearching: boolean } {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const [settled] = useDebouncedValue(text, 200);
  const wanted = text.toLocaleLowerCase(language);
  const places = PLACES.filter((place) => may(place.permission))
    .map((place): Hit => ({ id: place.to, title: t(place.text), link: { to: place.to } }))
    .filter((hit) => hit.title.toLocaleLowerCase(language).includes(wanted));
  const found = useQuery({
    queryKey: [{ _id: "quickSearch", text: settled, language }],
    queryFn: async () => {
      const finders = FINDERS.filter((finder) => may(finder.permission));
      const all = await Promise.allSettled(finders.map((finder) => finder.find(settled, language)));
      return finders.map((finder, index) => {
        const answer = all[index];
        return { title: t(finder.group), hits: answer?.status === "fulfilled" ? answer.value : [] };
      });
    },
    enabled: settled !== "",
  });
  const groups = [{ title: t("search.places"), hits: places }, ...(text ? (found.data ?? []) : [])];
  const isSearching = found.isFetching || settled !== text;
  return { groups: groups.filter((group) => group.hits.length > 0), isSearching };
}
