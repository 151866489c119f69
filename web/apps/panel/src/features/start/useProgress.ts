import { isRefusal, Offline, type Progress } from "@kiosk/client";
import { useQuery } from "@tanstack/react-query";
import { progressOptions } from "../../session/beginning.ts";

const LOOK_AGAIN = 2000;
const READY_WITHIN = 30_000;
const PAUSE = 1000;
/** What is refused while the processes begin anew with the bot that was just connected. */
const NOT_YET = ["bots.none", "sign-in.not-offered"];

/** How far the beginning is. With `until` the page looks again and again, in Telegram's foreground too. */
export function useProgress(until?: (progress: Progress) => boolean) {
  return useQuery({
    ...progressOptions,
    refetchInterval: ({ state }) => (until && !(state.data && until(state.data)) ? LOOK_AGAIN : false),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: "always",
  });
}

/** Do what needs the bot, as soon as the server speaks through it. */
export async function whenReady<T>(deed: () => Promise<T>): Promise<T> {
  const late = Date.now() + READY_WITHIN;
  for (;;) {
    try {
      return await deed();
    } catch (error) {
      const isSoon = error instanceof Offline || (isRefusal(error) && NOT_YET.includes(error.code));
      if (!isSoon || Date.now() > late) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** Open a tab now, since browsers only let a press do that, and send it to the link when it is there. */
export async function openLater(find: () => Promise<string>): Promise<void> {
  const tab = window.open("", "_blank");
  try {
    const link = await find();
    if (tab) tab.location.replace(link);
    else window.location.assign(link);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
