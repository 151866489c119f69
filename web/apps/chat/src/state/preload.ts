import type { Message, PhotoSize } from "../api/telegram.ts";

const LONGEST_WAIT_MS = 1_500;

/** The size that a bubble shows: the largest, as its neighbours differ only in weight. */
export function largestPhoto(message: Message): PhotoSize | undefined {
  return message.photo?.reduce((best, size) => (size.width > best.width ? size : best));
}

/** Brings a picture into the browser's cache, decoded; gives up quietly after a while. */
export async function preload(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  const patience = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([image.decode().catch(() => undefined), patience]);
}
