import { describe, expect, it } from "vitest";
import type { Message } from "../src/api/telegram.ts";
import { groupRows } from "../src/features/history/grouping.ts";
import { albumLines, frameRatio, photoWidth } from "../src/features/history/layout.ts";
import type { Item } from "../src/state/model.ts";

const at = (id: number, from: number, date: number, more: Partial<Message> = {}): Item => ({
  key: `m${id}`,
  message: {
    message_id: id,
    date,
    chat: { id: 503, type: "private" },
    from: { id: from, first_name: "x" },
    ...more,
  },
});

const rules = {
  person: 503,
  dayOf: (seconds: number) => String(Math.floor(seconds / 86_400)),
  isService: (item: Item) => item.message.new_chat_title !== undefined,
};

/** One word for each row: `day`, `service`, or the ids with `<` for the first and `>` for the last of a group. */
const shape = (items: Item[]): string[] =>
  groupRows(items, rules).map((row) => {
    if (row.kind !== "message") return row.kind;
    const ids = row.items.map((item) => item.message.message_id).join("+");
    return `${row.isFirst ? "<" : ""}${row.isOutgoing ? "me:" : ""}${ids}${row.isLast ? ">" : ""}`;
  });

describe("groupRows", () => {
  it("groups one sender's messages and puts the tail under the last", () => {
    expect(shape([at(1, 9, 10), at(2, 9, 20), at(3, 503, 30)])).toEqual(["day", "<1", "2>", "<me:3>"]);
  });

  it("starts a new group after five minutes and after a day", () => {
    expect(shape([at(1, 9, 10), at(2, 9, 311), at(3, 9, 86_401)])).toEqual([
      "day",
      "<1>",
      "<2>",
      "day",
      "<3>",
    ]);
  });

  it("joins an album and keeps two albums apart", () => {
    const album = (id: number, name: string) => at(id, 9, 10, { media_group_id: name });
    expect(shape([album(1, "a"), album(2, "a"), album(3, "b"), album(4, "b")])).toEqual([
      "day",
      "<1+2",
      "3+4>",
    ]);
  });

  it("lets a service line part a group", () => {
    expect(shape([at(1, 9, 10), at(2, 9, 11, { new_chat_title: "x" }), at(3, 9, 12)])).toEqual([
      "day",
      "<1>",
      "service",
      "<3>",
    ]);
  });
});

describe("layout", () => {
  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10])(
    "lays an album of %d out without losing a picture or leaving one thin",
    (count) => {
      const lines = albumLines(count);
      expect(lines.reduce((sum, line) => sum + line, 0)).toBe(count);
      expect(lines.every((line) => line <= 3 && (line >= 2 || count === 3))).toBe(true);
    },
  );

  it("keeps pictures within the chat, however long or wide they are", () => {
    expect(photoWidth({ width: 1000, height: 1000 })).toBe(340);
    expect(photoWidth({ width: 100, height: 4000 })).toBe(180);
    expect(frameRatio({ width: 4000, height: 10 })).toBe(2.4);
    expect(frameRatio({ width: 3, height: 4 })).toBe(0.75);
  });
});
