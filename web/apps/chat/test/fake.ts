import { type Api, createApi } from "../src/api/client.ts";
import type { ChatPage, SimEvent } from "../src/api/contract.ts";
import type { Message } from "../src/api/telegram.ts";

/** A scripted server of one test: answers by path, and remembers what was asked. */
export interface FakeServer {
  api: Api;
  asked: { path: string; body: unknown }[];
  answers: Record<string, (body: unknown) => unknown>;
}

export function fakeServer(): FakeServer {
  const asked: FakeServer["asked"] = [];
  const answers: FakeServer["answers"] = {};
  const api = createApi("/sim", async (input, init) => {
    const path = String(input)
      .replace(/^\/sim/, "")
      .replace(/\?.*/, "");
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : init?.body;
    asked.push({ path, body });
    const answer = answers[path];
    if (!answer) return new Response(JSON.stringify({ error: `no answer for ${path}` }), { status: 404 });
    return new Response(JSON.stringify(await answer(body)));
  });
  return { api, asked, answers };
}

/** An event stream that the test speaks through. */
export class FakeEventSource {
  static all: FakeEventSource[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeEventSource.all.push(this);
  }

  static get last(): FakeEventSource {
    const last = FakeEventSource.all.at(-1);
    if (!last) throw new Error("no stream was opened");
    return last;
  }

  say(event: SimEvent): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  close(): void {
    this.isClosed = true;
  }
}

export const BOT = { id: 1, is_bot: true, first_name: "Kiosk", username: "kiosk_demo_bot" };

export function message(id: number, text: string, more: Partial<Message> = {}): Message {
  return {
    message_id: id,
    date: 1_700_000_000 + id,
    chat: { id: 503, type: "private" },
    from: BOT,
    text,
    ...more,
  };
}

export function page(messages: Message[], more: Partial<ChatPage> = {}): ChatPage {
  return {
    chat: { id: 503, type: "private", title: "Kiosk" },
    messages,
    reply_keyboard: null,
    commands: [{ command: "cart", description: "Cart" }],
    menu_button: { type: "commands" },
    started: true,
    blocked: false,
    ...more,
  };
}
