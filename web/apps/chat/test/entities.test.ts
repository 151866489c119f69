import { describe, expect, it } from "vitest";
import { isOnlyEmoji, type Piece, parsePieces, withoutBreaksAfterBlocks } from "../src/lib/entities.ts";

const entity = (type: string, offset: number, length: number) => ({ type, offset, length });

/** Writes a tree as `plain<bold>inner</bold>`, so a test reads like markup. */
function write(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      "entity" in piece ? `<${piece.entity.type}>${write(piece.pieces)}</${piece.entity.type}>` : piece.text,
    )
    .join("");
}

describe("parsePieces", () => {
  it("keeps a text without entities whole", () => {
    expect(parsePieces("hello")).toEqual([{ text: "hello" }]);
    expect(parsePieces("")).toEqual([]);
  });

  it("counts UTF-16 units, so emoji before an entity do not shift it", () => {
    expect(write(parsePieces("👕👕 bold", [entity("bold", 5, 4)]))).toBe("👕👕 <bold>bold</bold>");
  });

  it("nests entities, the longer one outside, whatever their order", () => {
    const inner = entity("italic", 4, 2);
    const outer = entity("bold", 0, 8);
    expect(write(parsePieces("abcdefgh!", [inner, outer]))).toBe("<bold>abcd<italic>ef</italic>gh</bold>!");
  });

  it("cuts crossing entities in two and loses no letter", () => {
    const pieces = parsePieces("abcdefgh", [entity("bold", 0, 5), entity("italic", 3, 5)]);
    expect(write(pieces)).toBe("<bold>abc<italic>de</italic></bold><italic>fgh</italic>");
  });

  it("clips what lies beyond the text and drops what is empty", () => {
    const pieces = parsePieces("abc", [entity("bold", 1, 99), entity("code", 2, 0), entity("italic", 9, 3)]);
    expect(write(pieces)).toBe("a<bold>bc</bold>");
  });

  it("survives two entities on the same words", () => {
    expect(write(parsePieces("ab", [entity("bold", 0, 2), entity("underline", 0, 2)]))).toBe(
      "<bold><underline>ab</underline></bold>",
    );
  });
});

describe("withoutBreaksAfterBlocks", () => {
  it("takes one line break after a quote and leaves the others", () => {
    const quoted = parsePieces("q\n\nend", [entity("blockquote", 0, 1)]);
    expect(write(withoutBreaksAfterBlocks(quoted))).toBe("<blockquote>q</blockquote>\nend");
    const bold = parsePieces("q\nend", [entity("bold", 0, 1)]);
    expect(write(withoutBreaksAfterBlocks(bold))).toBe("<bold>q</bold>\nend");
  });
});

describe("isOnlyEmoji", () => {
  it.each(["🎉", "👍🏽", "👨‍👩‍👧", "❤️ 🔥"])("draws %s large", (text) => expect(isOnlyEmoji(text)).toBe(true));
  it.each(["1", "ok 🎉", "", "🎉🎉🎉🎉🎉 !", "#"])("leaves %s small", (text) =>
    expect(isOnlyEmoji(text)).toBe(false),
  );
});
