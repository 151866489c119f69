import { asLanguage, pickLanguage } from "@kiosk/ui";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Api } from "../api/client.ts";
import type { World } from "../api/contract.ts";
import { TEXTS, TextsContext } from "../i18n/context.ts";
import { createSession } from "../state/session.ts";
import { choosePair, choosePerson } from "./choices.ts";
import { Desk } from "./Desk.tsx";
import { GroupDialog } from "./GroupDialog.tsx";
import { readBotLink } from "./route.ts";
import { createSessions, useLiveSessions } from "./sessions.ts";
import { useMedia } from "./useMedia.ts";
import { useRoute } from "./useRoute.ts";
import { useWorld } from "./useWorld.ts";

/** The whole page: finds the world first, then shows whose phone the address names. */
export function App({ api }: { api: Api }) {
  const { world, isMissing, reload } = useWorld(api);
  const texts = TEXTS[pickLanguage(navigator.languages)];
  if (!world || world.people.length === 0 || world.bots.length === 0) {
    return (
      <main className="waiting" role="status">
        <span className="spinner" aria-hidden="true" />
        <p>{isMissing ? texts.noWorld : texts.loading}</p>
      </main>
    );
  }
  return <Phones api={api} world={world} onWorldChange={reload} />;
}

function Phones({ api, world, onWorldChange }: { api: Api; world: World; onWorldChange(): void }) {
  const [route, setRoute] = useRoute();
  const [epoch, setEpoch] = useState(0);
  const isNarrow = useMedia("(max-width: 759px)");
  const isWide = useMedia("(min-width: 1100px)");

  const sessions = useMemo(() => {
    const all = createSessions((person) =>
      createSession(api, person, {
        onReset: () => {
          all.clear();
          setEpoch((count) => count + 1);
          onWorldChange();
        },
        openUrl: (url) => window.open(url, "_blank", "noopener"),
      }),
    );
    return all;
  }, [api, onWorldChange]);

  const [link] = useState(() => readBotLink(window.location.search));
  const [isChoosing, setChoosing] = useState(link?.isForGroup ?? false);
  const person = choosePerson(world, route.person ?? (link && world.own) ?? undefined, navigator.languages);
  const chat = typeof route.chat === "number" ? route.chat : isNarrow ? null : (person?.id ?? null);
  const pair = isWide && person && chat !== null ? choosePair(world, route, { person, chat }) : undefined;
  useLiveSessions(
    sessions,
    [person?.id, pair?.person.id].filter((id) => id !== undefined),
    epoch,
  );
  useBeginning(person?.id, link?.isForGroup ? undefined : link?.payload, (id, payload) => {
    setRoute({ person: id, chat: id }, { isReplacing: true });
    void sessions.get(id).start(payload);
  });

  const language = asLanguage(person?.language_code) ?? "en";
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const choose = useCallback(
    (id: number) => setRoute({ person: id, chat: isNarrow ? "list" : undefined }),
    [setRoute, isNarrow],
  );
  if (!person) return null;
  return (
    <TextsContext value={TEXTS[language]}>
      <Desk
        key={epoch}
        world={world}
        person={person}
        session={sessions.get(person.id)}
        chat={chat}
        pair={pair && { ...pair, session: sessions.get(pair.person.id) }}
        isNarrow={isNarrow}
        isPaired={isWide ? pair !== undefined : undefined}
        onPerson={choose}
        onRoute={setRoute}
        onReset={() => api.reset()}
        onLanguage={async (code) => {
          await api.language(person.id, code);
          onWorldChange();
          await sessions.get(person.id).refresh();
        }}
      />
      {isChoosing && (
        <GroupDialog
          groups={world.groups.filter((group) => group.member_ids.includes(person.id))}
          onClose={() => setChoosing(false)}
          onChoose={async (group) => {
            setChoosing(false);
            await api.startGroup(person.id, group, link?.payload ?? "");
            setRoute({ person: person.id, chat: group }, { isReplacing: true });
          }}
        />
      )}
    </TextsContext>
  );
}

/** `?start=p_42` in the page's address begins the bot once; a reload does not repeat it. */
function useBeginning(
  person: number | undefined,
  payload: string | undefined,
  begin: (person: number, payload: string) => void,
): void {
  const isDone = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the address of the first load counts.
  useEffect(() => {
    if (isDone.current || person === undefined || payload === undefined) return;
    isDone.current = true;
    begin(person, payload);
  }, []);
}
