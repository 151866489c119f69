import { type LiveEvent, listen } from "@kiosk/client";

type Hear = (event: LiveEvent) => void;

/** What of the browser the stream needs; tests bring their own. */
interface Surroundings {
  locks: Pick<LockManager, "request"> | undefined;
  channel: Pick<BroadcastChannel, "postMessage" | "addEventListener" | "removeEventListener"> | undefined;
  listen: typeof listen;
}

function browser(path: string): Surroundings {
  return {
    // Away from https and localhost there are no locks; then every tab holds a stream of its own.
    locks: typeof navigator === "undefined" ? undefined : navigator.locks,
    channel: typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(path),
    listen,
  };
}

/**
 * One stream of server-sent events for all tabs of a browser: a server counts streams, and HTTP/1.1 has six
 * connections. The tab that holds the lock listens and tells the others. When it closes, the next in line takes
 * over at once, and the "ready" that its stream begins with makes every tab fetch what it may have missed.
 */
export class SharedStream {
  readonly #path: string;
  readonly #around: Surroundings;
  readonly #hearers = new Set<Hear>();
  #stop: AbortController | undefined;

  constructor(path: string, around: Surroundings = browser(path)) {
    this.#path = path;
    this.#around = around;
  }

  /** Hear every event from now on; gives what ends it. Nobody listening in this tab: it leaves the line. */
  subscribe(hear: Hear): () => void {
    this.#hearers.add(hear);
    if (!this.#stop) this.#join();
    return () => {
      this.#hearers.delete(hear);
      if (this.#hearers.size > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
    };
  }

  #join(): void {
    const { locks, channel } = this.#around;
    const stop = new AbortController();
    const { signal } = stop;
    this.#stop = stop;
    if (!locks || !channel) return void this.#lead(signal, () => undefined);
    const told = ({ data }: MessageEvent<LiveEvent>): void => this.#pass(data);
    channel.addEventListener("message", told);
    signal.addEventListener("abort", () => channel.removeEventListener("message", told));
    locks
      .request(this.#path, { signal }, () => this.#lead(signal, (event) => channel.postMessage(event)))
      .catch(() => undefined); // left the line before its turn came
  }

  #lead(signal: AbortSignal, tell: Hear): Promise<void> {
    return this.#around.listen(this.#path, signal, (event) => {
      tell(event);
      this.#pass(event);
    });
  }

  #pass(event: LiveEvent): void {
    for (const hear of this.#hearers) hear(event);
  }
}
