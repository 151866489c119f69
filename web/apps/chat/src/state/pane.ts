import { createContext, useContext } from "react";
import type { Bot, Person, World } from "../api/contract.ts";
import type { OpenChat, PersonState } from "./model.ts";
import type { Session } from "./session.ts";
import { useStore } from "./store.ts";

/** What every part of one pane knows: whose phone it is, which chat is open, and where links lead. */
export interface Pane {
  session: Session;
  person: Person;
  chatId: number;
  /** Whether this pane takes the cursor when a chat opens: the first of two, and never on a touch screen. */
  takesFocus: boolean;
  world: World;
  bot: Bot;
  /** Opens a chat of the same person in this pane. */
  goTo(chat: number): void;
  /** Follows a link: begins a bot, or asks before it leaves for the web. */
  openLink(link: string): void;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("a part of a pane stands outside of one");
  return pane;
}

/** Watches a part of the person's state. */
export function usePerson<S>(select: (state: PersonState) => S): S {
  return useStore(usePane().session.store, select);
}

/** Watches a part of the pane's chat; undefined until its history is read. */
export function useChat<S>(select: (chat: OpenChat) => S): S | undefined {
  const { session, chatId } = usePane();
  return useStore(session.store, (state) => {
    const open = state.open[chatId];
    return open ? select(open) : undefined;
  });
}

/** The name over a chat and in replies. */
export function chatTitle(chatId: number, world: World, person: Person): string {
  const group = world.groups.find((each) => each.id === chatId);
  if (group) return group.title;
  return chatId === person.id ? (world.bots[0]?.first_name ?? "") : String(chatId);
}
