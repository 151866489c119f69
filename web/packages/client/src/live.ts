import { send } from "./wire.ts";

/** A server-sent event: its name, and its data as it came. */
export interface LiveEvent {
  name: string;
  data: string;
  id: string;
}

const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** Splits a stream of text into events, as https://html.spec.whatwg.org/#event-stream-interpretation says. */
export class EventParser {
  #rest = "";
  #id = "";

  /** The events that end within `chunk`. */
  feed(chunk: string): LiveEvent[] {
    const blocks = (this.#rest + chunk).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => this.#read(block) ?? []);
  }

  #read(block: string): LiveEvent | undefined {
    let name = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      const at = line.indexOf(":");
      const field = at < 0 ? line : line.slice(0, at);
      const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
      if (field === "event") name = value;
      else if (field === "data") data.push(value);
      else if (field === "id") this.#id = value;
    }
    return data.length ? { name, data: data.join("\n"), id: this.#id } : undefined;
  }
}

/** Listens to a stream of events with the person's own token until `signal` aborts; comes back after every break. */
export async function listen(
  path: string,
  signal: AbortSignal,
  hear: (event: LiveEvent) => void,
): Promise<void> {
  let pause = SHORTEST_PAUSE;
  let last = "";
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) };
      const answer = await send(new Request(new URL(path, location.origin), { headers, signal }));
      for await (const event of events(answer)) {
        pause = SHORTEST_PAUSE;
        last = event.id || last;
        hear(event);
      }
    } catch {
      // The pause below is the answer to whatever broke the stream.
    }
    await rest(pause + Math.random() * 500, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function* events(answer: Response): AsyncGenerator<LiveEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    yield* parser.feed(part.value);
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
