import type { Api } from "../api/client.ts";
import { ApiError } from "../api/client.ts";
import type { SimEvent } from "../api/contract.ts";
import { openStream, type Stream } from "../api/stream.ts";
import { createActions } from "./actions.ts";
import { dropLeaving, openFromPage } from "./items.ts";
import { EMPTY_PERSON, type Notice, PAGE, type PersonState } from "./model.ts";
import { bubblePhoto, preload } from "./preload.ts";
import { createPresses } from "./presses.ts";
import { createReadings } from "./readings.ts";
import { applyEvent, applyToList, withChat } from "./reduce.ts";
import { createStore, type Store } from "./store.ts";

const ACTION_MS = 5_500;
/** The name under which the list of chats is read. */
const LIST = "list";
const FADE_MS = 220;
const NOTICE_MS = 3_200;
const HIDDEN_MS = 60_000;

/** What the session wants from the page around it. */
export interface Surroundings {
  onReset(): void;
  openUrl(url: string): void;
}

export type Session = ReturnType<typeof createSession>;

/** One person's phone: their chats, kept true by one event stream, and everything they can do. */
export function createSession(api: Api, person: number, surroundings: Surroundings) {
  const store: Store<PersonState> = createStore(EMPTY_PERSON);
  const actionTimers = new Map<number, ReturnType<typeof setTimeout>>();
  const readings = createReadings();
  const edits = new Map<string, number>();
  let stream: Stream | undefined;
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  let noticeCount = 0;

  function notify(notice: Omit<Notice, "id">): void {
    noticeCount += 1;
    const id = noticeCount;
    store.set((state) => ({ ...state, notices: [...state.notices.slice(-2), { id, ...notice }] }));
    setTimeout(() => {
      store.set((state) => ({ ...state, notices: state.notices.filter((shown) => shown.id !== id) }));
    }, NOTICE_MS);
  }

  function complain(error: unknown): void {
    if (error instanceof ApiError && error.status === 0) notify({ code: "unreachable" });
    else notify({ code: "refused", ...(error instanceof Error ? { text: error.message } : {}) });
  }

  async function loadChats(): Promise<void> {
    const finish = readings.begin(LIST);
    const { chats } = await api.chats(person);
    const heard = finish();
    if (heard) store.set((state) => heard.reduce(applyToList, { ...state, chats }));
  }

  async function loadChat(chat: number): Promise<void> {
    const finish = readings.begin(String(chat));
    const page = await api.chat(person, chat, { limit: PAGE });
    const heard = finish();
    if (!heard) return;
    store.set((state) => {
      const open = { ...state.open, [chat]: openFromPage(state.open[chat], page, PAGE) };
      return heard.reduce(applyEvent, { ...state, open });
    });
  }

  async function catchUp(): Promise<void> {
    const opened = Object.keys(store.get().open).map(Number);
    await Promise.all([loadChats(), ...opened.map(loadChat)]);
  }

  const presses = createPresses(api, person, store, { notify, complain, openUrl: surroundings.openUrl });
  const actions = createActions(api, person, store, { notify, complain, loadChats, loadChat });

  function showAction(chat: number): void {
    clearTimeout(actionTimers.get(chat));
    const timer = setTimeout(
      () => store.set((state) => withChat(state, chat, (open) => ({ ...open, action: null }))),
      ACTION_MS,
    );
    actionTimers.set(chat, timer);
  }

  /** An edit waits for its new picture, so the old one never blinks away; a newer edit overtakes it. */
  async function applyEdit(event: Extract<SimEvent, { type: "edited" }>): Promise<void> {
    const name = `${event.chat}:${event.message.message_id}`;
    const turn = (edits.get(name) ?? 0) + 1;
    edits.set(name, turn);
    const photo = bubblePhoto(event.message);
    const shown = store
      .get()
      .open[event.chat]?.items.find((item) => item.message.message_id === event.message.message_id);
    if (photo && shown && bubblePhoto(shown.message)?.file_id !== photo.file_id)
      await preload(api.fileUrl(photo.file_id));
    if (edits.get(name) === turn) store.set((state) => applyEvent(state, event));
  }

  function onEvent(event: SimEvent): void {
    readings.hear(LIST, event);
    if ("chat" in event) readings.hear(String(event.chat), event);
    if (event.type === "callback_answer") presses.answered(event);
    else if (event.type === "reset") surroundings.onReset();
    else if (event.type === "edited") void applyEdit(event);
    else store.set((state) => applyEvent(state, event));
    if (event.type === "chat_action") showAction(event.chat);
    if (event.type === "deleted") setTimeout(fade, FADE_MS, event.chat);
    if (event.type === "message" && !store.get().chats?.some((chat) => chat.id === event.chat)) {
      loadChats().catch(complain);
    }
  }

  function fade(chat: number): void {
    store.set((state) => withChat(state, chat, (open) => ({ ...open, items: dropLeaving(open.items) })));
  }

  function listen(): void {
    stream ??= openStream(() => api.eventsUrl(person), {
      onOpen: () => {
        store.set((state) => ({ ...state, link: "live" }));
        catchUp().catch(complain);
      },
      onEvent,
      onLost: () => store.set((state) => ({ ...state, link: "lost" })),
    });
  }

  function onVisibility(): void {
    clearTimeout(hiddenTimer);
    if (document.visibilityState === "visible") {
      listen();
      return;
    }
    // A browser allows six connections to one host: pages in the background give theirs back.
    hiddenTimer = setTimeout(() => {
      stream?.close();
      stream = undefined;
    }, HIDDEN_MS);
  }

  return {
    person,
    store,
    notify,
    ...presses,
    ...actions,
    fileUrl: api.fileUrl,
    /** Begins to live: the stream opens, and what it brings is kept. */
    begin(): void {
      document.addEventListener("visibilitychange", onVisibility);
      listen();
    },
    end(): void {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hiddenTimer);
      stream?.close();
      stream = undefined;
    },
    /** Reads a chat for the first time; later visits find it kept up to date by the stream. */
    async openChat(chat: number): Promise<void> {
      if (!store.get().open[chat]) await loadChat(chat).catch(complain);
    },
    /** Reads everything shown anew, as after a change of the language. */
    refresh: () => catchUp().catch(complain),
    closeAlert: () => store.set((state) => ({ ...state, alert: null })),
  };
}
