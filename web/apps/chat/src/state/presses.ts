import type { Api } from "../api/client.ts";
import type { SimEvent } from "../api/contract.ts";
import { type Notice, type PersonState, pressKey } from "./model.ts";
import type { Store } from "./store.ts";

/** Telegram drops a query's spinner after a while even if the bot never answers. */
const PATIENCE_MS = 15_000;

type Answer = Extract<SimEvent, { type: "callback_answer" }>;

interface Hands {
  notify(notice: Omit<Notice, "id">): void;
  complain(error: unknown): void;
  openUrl(url: string): void;
}

/** Callback buttons: which ones wait, and what happens when the bot answers. */
export function createPresses(api: Api, person: number, store: Store<PersonState>, hands: Hands) {
  const asked = new Map<string, string>();
  const early = new Set<string>();

  function stopWaiting(key: string): void {
    store.set((state) =>
      state.waiting.includes(key)
        ? { ...state, waiting: state.waiting.filter((each) => each !== key) }
        : state,
    );
  }

  async function press(chat: number, message: number, data: string): Promise<void> {
    const key = pressKey(chat, message, data);
    if (store.get().waiting.includes(key)) return;
    store.set((state) => ({ ...state, waiting: [...state.waiting, key] }));
    try {
      const { callback_query_id: query } = await api.press(person, chat, message, data);
      if (early.delete(query)) return stopWaiting(key);
      asked.set(query, key);
      setTimeout(() => {
        asked.delete(query);
        stopWaiting(key);
      }, PATIENCE_MS);
    } catch (error) {
      stopWaiting(key);
      hands.complain(error);
    }
  }

  /** The bot's answer may overtake the reply that names its query; both orders end the waiting. */
  function answered(answer: Answer): void {
    const key = asked.get(answer.callback_query_id);
    if (key === undefined) early.add(answer.callback_query_id);
    else stopWaiting(key);
    asked.delete(answer.callback_query_id);
    const { text, url } = answer;
    if (text && answer.show_alert) store.set((state) => ({ ...state, alert: text }));
    else if (text) hands.notify({ text });
    if (url) hands.openUrl(url);
  }

  return { press, answered };
}
