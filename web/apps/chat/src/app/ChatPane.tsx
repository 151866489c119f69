import { asLanguage } from "@kiosk/ui";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Person, World } from "../api/contract.ts";
import { Composer } from "../features/composer/Composer.tsx";
import { ChatHeader } from "../features/header/ChatHeader.tsx";
import { History } from "../features/history/History.tsx";
import { Notices } from "../features/notices/Notices.tsx";
import { TEXTS, TextsContext } from "../i18n/context.ts";
import { readLink } from "../lib/links.ts";
import { type Pane, PaneContext } from "../state/pane.ts";
import type { Session } from "../state/session.ts";
import { LinkDialog } from "./LinkDialog.tsx";

interface Props {
  name: "main" | "pair";
  session: Session;
  person: Person;
  chatId: number;
  world: World;
  onChat(chat: number): void;
  onBack?: (() => void) | undefined;
  isOwnerShown?: boolean;
  children?: ReactNode;
}

/** One open chat of one person, in that person's language. */
export function ChatPane({
  name,
  session,
  person,
  chatId,
  world,
  onChat,
  onBack,
  isOwnerShown,
  children,
}: Props) {
  const [leaving, setLeaving] = useState<string | null>(null);
  const bot = world.bots[0];
  const language = asLanguage(person.language_code) ?? "en";

  useEffect(() => {
    void session.openChat(chatId);
  }, [session, chatId]);

  const pane = useMemo<Pane | null>(() => {
    if (!bot) return null;
    const openLink = (link: string): void => {
      const target = readLink(link);
      const isOurs = target.kind === "begin" && target.username.toLowerCase() === bot.username.toLowerCase();
      if (isOurs) {
        onChat(person.id);
        const isBegun = session.store.get().open[person.id]?.started ?? false;
        if (target.payload !== undefined || !isBegun) void session.start(target.payload);
      } else if (target.kind === "web") setLeaving(target.url);
      else session.notify({ code: "not-supported" });
    };
    const takesFocus = name === "main" && window.matchMedia("(pointer: fine)").matches;
    return { session, person, chatId, world, bot, takesFocus, goTo: onChat, openLink };
  }, [name, session, person, chatId, world, bot, onChat]);

  if (!pane) return null;
  return (
    <TextsContext value={TEXTS[language]}>
      <PaneContext value={pane}>
        <section
          className="pane"
          lang={language}
          data-testid={`pane-${name}`}
          data-person={person.id}
          data-chat={chatId}
        >
          <ChatHeader onBack={onBack} isOwnerShown={isOwnerShown}>
            {children}
          </ChatHeader>
          <div className="wall">
            <History key={`${person.id} ${chatId}`} />
            <Notices />
          </div>
          <Composer key={`${person.id} ${chatId} composer`} />
        </section>
        {leaving && <LinkDialog url={leaving} onClose={() => setLeaving(null)} />}
      </PaneContext>
    </TextsContext>
  );
}
