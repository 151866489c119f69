import { asLanguage } from "@kiosk/ui";
import type { Person, World } from "../api/contract.ts";
import type { Route } from "./route.ts";

/** A person and one of their chats. */
export interface Place {
  person: Person;
  chat: number;
}

const isMember = (world: World, person: number): boolean =>
  world.groups.some((group) => group.member_ids.includes(person));

/** Whose phone opens first: the buyer who speaks the browser's language, else the first buyer. */
export function choosePerson(
  world: World,
  wish: number | undefined,
  tags: readonly string[],
): Person | undefined {
  const wished = world.people.find((person) => person.id === wish);
  if (wished) return wished;
  const buyers = world.people.filter((person) => !isMember(world, person.id));
  for (const tag of tags) {
    const language = asLanguage(tag);
    const speaker = buyers.find((person) => asLanguage(person.language_code) === language);
    if (language && speaker) return speaker;
  }
  return buyers[0] ?? world.people[0];
}

/** The chats that a person has: with the bot (its id is the person's), and the groups they belong to. */
export function chatsOf(world: World, person: Person): number[] {
  return [
    person.id,
    ...world.groups.filter((group) => group.member_ids.includes(person.id)).map((group) => group.id),
  ];
}

/** What stands at the right: the staff group on the owner's phone, or the owner's other chat. */
export function choosePair(world: World, route: Route, main: Place): Place | undefined {
  if (route.pair === "off") return undefined;
  const owner =
    world.people.find((person) => person.id === route.pair) ??
    world.people.find((person) => isMember(world, person.id));
  if (!owner) return undefined;
  const chats = chatsOf(world, owner);
  const isTaken = (chat: number): boolean => owner.id === main.person.id && chat === main.chat;
  const wished = chats.find((chat) => chat === route.pairChat && !isTaken(chat));
  const group = chats.find((chat) => chat !== owner.id && !isTaken(chat));
  const chat = wished ?? group ?? chats.find((each) => !isTaken(each));
  return chat === undefined ? undefined : { person: owner, chat };
}
