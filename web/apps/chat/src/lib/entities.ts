import type { MessageEntity } from "../api/telegram.ts";

/** A piece of formatted text: plain words, or an entity around further pieces. */
export type Piece = { text: string } | { entity: MessageEntity; text: string; pieces: Piece[] };

interface Span {
  start: number;
  end: number;
  entity: MessageEntity;
}

function spansOf(text: string, entities: readonly MessageEntity[]): Span[] {
  return entities
    .map((entity) => ({
      start: Math.max(0, entity.offset),
      end: Math.min(text.length, entity.offset + entity.length),
      entity,
    }))
    .filter((span) => span.end > span.start);
}

/** Outer spans come before the inner ones that begin at the same place. */
const byPlace = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

function build(text: string, from: number, to: number, spans: Span[]): Piece[] {
  const pieces: Piece[] = [];
  let place = from;
  let queue = [...spans].sort(byPlace);
  for (let span = queue[0]; span; span = queue[0]) {
    const outer = span;
    const rest = queue.slice(1);
    const inner: Span[] = [];
    const later: Span[] = [];
    for (const other of rest) {
      if (other.start >= outer.end) later.push(other);
      else if (other.end <= outer.end) inner.push(other);
      else {
        inner.push({ ...other, end: outer.end });
        later.push({ ...other, start: outer.end });
      }
    }
    if (outer.start > place) pieces.push({ text: text.slice(place, outer.start) });
    pieces.push({
      entity: outer.entity,
      text: text.slice(outer.start, outer.end),
      pieces: build(text, outer.start, outer.end, inner),
    });
    place = outer.end;
    queue = later.sort(byPlace);
  }
  if (place < to) pieces.push({ text: text.slice(place, to) });
  return pieces;
}

/**
 * Turns a text and its entities into a tree that can be drawn.
 *
 * Offsets count UTF-16 code units. Entities may nest; where two cross, the later one is cut in two.
 * Entities beyond the text are clipped, empty ones dropped.
 */
export function parsePieces(text: string, entities: readonly MessageEntity[] = []): Piece[] {
  return build(text, 0, text.length, spansOf(text, entities));
}

/** Entities that stand in lines of their own. */
const BLOCKS: ReadonlySet<string> = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** A block ends its line by itself: the one line break after it is already drawn, so it is left out. */
export function withoutBreaksAfterBlocks(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, place) => {
    const before = pieces[place - 1];
    const followsBlock = before !== undefined && "entity" in before && BLOCKS.has(before.entity.type);
    return followsBlock && !("entity" in piece) ? { text: piece.text.replace(/^\n/, "") } : piece;
  });
}

const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier}|\p{Extended_Pictographic})*\s*){1,3}$/u;

/** Whether a text is one to three emoji and nothing else, which a client draws large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 30 && ONLY_EMOJI.test(text);
}
