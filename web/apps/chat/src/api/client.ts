import type { ChatPage, ChatSummary, InlineAnswer, World } from "./contract.ts";
import type { Message } from "./telegram.ts";

/** A refusal of the emulator; `status` 0 means that it could not be reached. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
  }
}

/** The person's side of the emulator: everything that a human does with a phone. */
export type Api = ReturnType<typeof createApi>;

async function explain(answer: Response): Promise<string> {
  try {
    const body: unknown = await answer.json();
    if (typeof body === "object" && body !== null) {
      for (const key of ["description", "detail", "error"]) {
        const text = (body as Record<string, unknown>)[key];
        if (typeof text === "string" && text) return text;
      }
    }
  } catch {
    // Not JSON: the status line says it.
  }
  return `HTTP ${answer.status}`;
}

/** `base` is the address of `/sim`, such as `/telegram/sim`. */
export function createApi(base: string, send: typeof fetch = (...args) => fetch(...args)) {
  async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
    let answer: Response;
    try {
      answer = await send(base + path, init);
    } catch (cause) {
      throw new ApiError(0, cause instanceof Error ? cause.message : "network");
    }
    if (!answer.ok) throw new ApiError(answer.status, await explain(answer));
    const body = await answer.text();
    return (body ? JSON.parse(body) : {}) as T;
  }

  const post = <T>(path: string, body: object): Promise<T> =>
    call<T>(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  return {
    world: () => call<World>("/world"),
    chats: (person: number) => call<{ chats: ChatSummary[] }>(`/people/${person}/chats`),
    chat: (person: number, chat: number, options: { before?: number; limit: number }) => {
      const query = new URLSearchParams({ limit: String(options.limit) });
      if (options.before !== undefined) query.set("before", String(options.before));
      return call<ChatPage>(`/people/${person}/chats/${chat}?${query}`);
    },
    text: (person: number, chat: number, text: string, replyTo?: number) =>
      post<{ message: Message }>("/text", {
        person,
        chat,
        text,
        ...(replyTo === undefined ? {} : { reply_to: replyTo }),
      }),
    start: (person: number, payload?: string) =>
      post<{ message: Message }>("/start", { person, ...(payload ? { payload } : {}) }),
    startGroup: (person: number, chat: number, payload: string) =>
      post<{ message: Message }>("/start-group", { person, chat, payload }),
    press: (person: number, chat: number, message: number, data: string) =>
      post<{ callback_query_id: string }>("/press", { person, chat, message, data }),
    contact: (person: number, chat: number) => post<{ message: Message }>("/contact", { person, chat }),
    location: (person: number, chat: number, latitude: number, longitude: number) =>
      post<{ message: Message }>("/location", { person, chat, latitude, longitude }),
    photo: (person: number, chat: number, file: File, caption: string) => {
      const form = new FormData();
      form.set("person", String(person));
      form.set("chat", String(chat));
      form.set("caption", caption);
      form.set("file", file);
      return call<{ message: Message }>("/photo", { method: "POST", body: form });
    },
    inline: (person: number, chat: number, query: string, offset: string) =>
      post<InlineAnswer>("/inline", { person, chat, query, offset }),
    chooseInline: (person: number, chat: number, queryId: string, resultId: string) =>
      post<{ message: Message }>("/inline/choose", { person, chat, query_id: queryId, result_id: resultId }),
    block: (person: number, blocked: boolean) => post<object>("/block", { person, blocked }),
    language: (person: number, languageCode: string) =>
      post<object>("/language", { person, language_code: languageCode }),
    delete: (person: number, chat: number, message: number) =>
      post<object>("/delete", { person, chat, message }),
    read: (person: number, chat: number) => post<object>("/read", { person, chat }),
    pay: (person: number, chat: number, message: number) =>
      post<{ status: string }>("/pay", { person, chat, message }),
    reset: () => post<object>("/reset", {}),
    fileUrl: (fileId: string) => `${base}/files/${encodeURIComponent(fileId)}`,
    eventsUrl: (person: number, after?: number) =>
      `${base}/events?person=${person}${after === undefined ? "" : `&after=${after}`}`,
  };
}
