import type { Language } from "@kiosk/ui";
import { useCallback } from "react";
import type { Person, World } from "../api/contract.ts";
import { ChatList } from "../features/chats/ChatList.tsx";
import { PeopleMenu, PeopleStrip } from "../features/people/PeopleStrip.tsx";
import { SettingsMenu } from "../features/settings/SettingsMenu.tsx";
import type { Session } from "../state/session.ts";
import { ChatPane } from "./ChatPane.tsx";
import { PairTabs } from "./PairTabs.tsx";
import type { Route } from "./route.ts";

interface Props {
  world: World;
  person: Person;
  session: Session;
  /** Null is the list of chats, on a phone. */
  chat: number | null;
  pair: { person: Person; chat: number; session: Session } | undefined;
  isNarrow: boolean;
  isPaired: boolean | undefined;
  onPerson(person: number): void;
  onRoute(change: Partial<Route>): void;
  onReset(): void;
  onLanguage(language: Language): void;
}

/** People and chats at the left, one or two open chats at the right; on a phone one of them at a time. */
export function Desk(props: Props) {
  const { world, person, session, chat, pair, isNarrow, isPaired, onPerson, onRoute, onReset, onLanguage } =
    props;
  const onChat = useCallback((id: number) => onRoute({ person: person.id, chat: id }), [onRoute, person.id]);
  const onPairChat = useCallback((id: number) => onRoute({ pairChat: id }), [onRoute]);
  return (
    <main className="desk" data-narrow={isNarrow || undefined} data-paired={pair ? true : undefined}>
      <h1 className="visually-hidden">Kiosk</h1>
      {(!isNarrow || chat === null) && (
        <div className="side">
          <header className="side-header">
            <p className="brand">
              <img src="./favicon.svg" alt="" width="28" height="28" />
              Kiosk
            </p>
            <SettingsMenu
              session={session}
              person={person}
              isPaired={isPaired}
              onPair={(isOn) => onRoute({ pair: isOn ? undefined : "off" })}
              onLanguage={onLanguage}
              onReset={onReset}
            />
          </header>
          <PeopleStrip world={world} current={person.id} onChoose={onPerson} />
          <ChatList session={session} person={person} current={chat} onChoose={onChat} />
        </div>
      )}
      {chat !== null && (
        <ChatPane
          name="main"
          session={session}
          person={person}
          chatId={chat}
          world={world}
          onChat={onChat}
          onBack={isNarrow ? () => onRoute({ chat: "list" }) : undefined}
          isOwnerShown={pair !== undefined}
        >
          {isNarrow && <PeopleMenu world={world} current={person.id} onChoose={onPerson} />}
        </ChatPane>
      )}
      {pair && (
        <ChatPane
          name="pair"
          session={pair.session}
          person={pair.person}
          chatId={pair.chat}
          world={world}
          onChat={onPairChat}
          isOwnerShown
        >
          <PairTabs
            world={world}
            person={pair.person}
            chat={pair.chat}
            session={pair.session}
            onChat={onPairChat}
          />
        </ChatPane>
      )}
    </main>
  );
}
