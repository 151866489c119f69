import type { SimEvent } from "./contract.ts";

export interface StreamHandlers {
  /** The stream stands; whatever was missed before must be fetched now. */
  onOpen(): void;
  onEvent(event: SimEvent): void;
  onLost(): void;
}

export interface Stream {
  close(): void;
}

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 5_000;

/**
 * One server-sent stream that comes back by itself.
 *
 * A server that restarts counts its events from the beginning, so a reconnection asks for nothing old:
 * it listens from now on and `onOpen` lets the owner read the present state instead.
 */
export function openStream(
  url: () => string,
  handlers: StreamHandlers,
  make: (url: string) => EventSource = (address) => new EventSource(address),
): Stream {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = FIRST_DELAY_MS;
  let closed = false;

  const connect = (): void => {
    if (closed) return;
    const current = make(url());
    source = current;
    current.onopen = () => {
      delay = FIRST_DELAY_MS;
      handlers.onOpen();
    };
    current.onmessage = (message: MessageEvent<string>) => {
      handlers.onEvent(JSON.parse(message.data) as SimEvent);
    };
    current.onerror = () => {
      current.close();
      if (closed || source !== current) return;
      source = undefined;
      handlers.onLost();
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    };
  };

  connect();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      source?.close();
    },
  };
}
