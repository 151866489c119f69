import { describe, expect, it } from "vitest";
import type { World } from "../src/api/contract.ts";
import { chatsOf, choosePair, choosePerson } from "../src/app/choices.ts";
import { readRoute, writeRoute } from "../src/app/route.ts";
import { inlineQuery, suggestCommands } from "../src/features/composer/commands.ts";
import { mayChoose } from "../src/features/history/ChatPicker.tsx";

const ivan = { id: 503, first_name: "Иван", language_code: "ru" };
const emma = { id: 504, first_name: "Emma", language_code: "en" };
const marina = { id: 510, first_name: "Марина", language_code: "ru" };
const group = { id: -1001, title: "Orders", type: "supergroup" as const, member_ids: [510, 1] };
const world: World = {
  bots: [{ id: 1, username: "kiosk_demo_bot", first_name: "Kiosk" }],
  people: [marina, ivan, emma],
  groups: [group],
};

describe("route", () => {
  it("reads what it wrote and keeps what is not its own", () => {
    const route = { person: 503, chat: -1001, pair: "off", pairChat: undefined } as const;
    const search = writeRoute(route, "?api=/x&start=p_42&pairchat=7");
    expect(search).toBe("?api=%2Fx&person=503&chat=-1001&pair=off");
    expect(readRoute(search)).toEqual(route);
  });

  it("takes nonsense for absence", () => {
    expect(readRoute("?person=1e9&chat=%27&pair=")).toEqual({
      person: undefined,
      chat: undefined,
      pair: undefined,
      pairChat: undefined,
    });
  });
});

describe("choices", () => {
  it("opens the buyer who speaks the browser's language, and never the owner by chance", () => {
    expect(choosePerson(world, undefined, ["de", "en-GB"])).toBe(emma);
    expect(choosePerson(world, undefined, ["ru"])).toBe(ivan);
    expect(choosePerson(world, undefined, ["de"])).toBe(ivan);
    expect(choosePerson(world, 510, ["en"])).toBe(marina);
  });

  it("puts the staff group beside a buyer, and the other chat beside the group", () => {
    const route = { person: undefined, chat: undefined, pair: undefined, pairChat: undefined };
    expect(choosePair(world, route, { person: ivan, chat: 503 })).toEqual({ person: marina, chat: -1001 });
    expect(choosePair(world, route, { person: marina, chat: -1001 })).toEqual({ person: marina, chat: 510 });
    expect(choosePair(world, { ...route, pair: "off" }, { person: ivan, chat: 503 })).toBeUndefined();
    expect(choosePair(world, { ...route, pairChat: 510 }, { person: ivan, chat: 503 })?.chat).toBe(510);
  });

  it("knows who has which chats", () =>
    expect([chatsOf(world, ivan), chatsOf(world, marina)]).toEqual([[503], [510, -1001]]));
});

describe("composer", () => {
  const commands = [
    { command: "orders", description: "" },
    { command: "order", description: "" },
    { command: "help", description: "" },
  ];

  it("suggests commands by their beginning, and none once words follow", () => {
    expect(suggestCommands("/OR", commands).map((each) => each.command)).toEqual(["orders", "order"]);
    expect(suggestCommands("/", commands)).toHaveLength(3);
    expect(suggestCommands("/order 5", commands)).toEqual([]);
    expect(suggestCommands("order", commands)).toEqual([]);
  });

  it("finds the inline query of this bot only", () => {
    expect(inlineQuery("@Kiosk_Demo_Bot red shirt", "kiosk_demo_bot")).toBe("red shirt");
    expect(inlineQuery("@kiosk_demo_bot ", "kiosk_demo_bot")).toBe("");
    expect(inlineQuery("@kiosk_demo_bot", "kiosk_demo_bot")).toBeNull();
    expect(inlineQuery("@other_bot x", "kiosk_demo_bot")).toBeNull();
  });

  it("offers the kinds of chats that a button allows", () => {
    const button = { text: "x", switch_inline_query_chosen_chat: { allow_group_chats: true } };
    expect([mayChoose(button, { type: "supergroup" }), mayChoose(button, { type: "private" })]).toEqual([
      true,
      false,
    ]);
    expect(mayChoose({ text: "x", switch_inline_query: "" }, { type: "private" })).toBe(true);
  });
});
