import type { PhotoSize } from "../../api/telegram.ts";

export const WIDEST = 340;
const NARROWEST = 180;
const TALLEST = 400;

/** How wide a single picture is drawn, in CSS pixels, so that neither side grows out of the chat. */
export function photoWidth(photo: Pick<PhotoSize, "width" | "height">): number {
  const ratio = photo.width / Math.max(1, photo.height);
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, TALLEST * ratio)));
}

/** The same as a CSS length that also shrinks on a low screen, so that a card and its buttons fit together. */
export function photoWidthCss(photo: Pick<PhotoSize, "width" | "height">): string {
  const share = Math.round(40 * frameRatio(photo));
  return `min(${photoWidth(photo)}px, max(260px, ${share}dvh))`;
}

/** The ratio that the frame gets: a very long or very wide picture is cropped instead of shown as a strip. */
export function frameRatio(photo: Pick<PhotoSize, "width" | "height">): number {
  const ratio = photo.width / Math.max(1, photo.height);
  return Math.min(2.4, Math.max(0.6, ratio));
}

/** How many pictures stand in each line of an album: 2 → 2, 3 → 1+2, 4 → 2+2, 5 → 2+3, … */
export function albumLines(count: number): number[] {
  if (count <= 0) return [];
  if (count === 1) return [1];
  const lines: number[] = [];
  let left = count;
  if (count === 3) {
    lines.push(1);
    left = 2;
  } else if (count % 3 === 1 || count === 2) {
    lines.push(2);
    left -= 2;
    if (left % 3 === 2) {
      lines.push(2);
      left -= 2;
    }
  } else if (count % 3 === 2) {
    lines.push(2);
    left -= 2;
  }
  while (left > 0) {
    const next = left === 4 || left === 2 ? 2 : Math.min(3, left);
    lines.push(next);
    left -= next;
  }
  return lines;
}
