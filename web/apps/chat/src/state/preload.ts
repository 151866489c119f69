import type { Message, PhotoSize } from "../api/telegram.ts";

const LONGEST_WAIT_MS = 1_500;

/** Wide enough for a bubble on a screen with two device pixels for each of CSS. */
const SHARP = 680;

/** The largest size of a message's photo, for the viewer. */
export function largestPhoto(message: Message): PhotoSize | undefined {
  return message.photo?.reduce((best, size) => (size.width > best.width ? size : best));
}

/** The size that a bubble shows: the smallest that is still sharp there. */
export function bubblePhoto(message: Message): PhotoSize | undefined {
  const sharp = message.photo?.filter((size) => Math.min(size.width, size.height) >= SHARP);
  return sharp?.length
    ? sharp.reduce((best, size) => (size.width < best.width ? size : best))
    : largestPhoto(message);
}

/** Brings a picture into the browser's cache, decoded; gives up quietly after a while. */
export async function preload(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  const patience = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([image.decode().catch(() => undefined), patience]);
}
