import { type LiveEvent, listen } from "@kiosk/client";
import { useEffect, useEffectEvent } from "react";

const EVENTS = "/api/v1/admin/events";
type Hear = (event: LiveEvent) => void;

const hearers = new Set<Hear>();
let line: AbortController | undefined;

/**
 * Hears what happens in the shop while the component stands: "ready" (fetch lists anew), "order-placed",
 * "order-moved". However many components listen, the tab holds one stream.
 */
export function useLiveEvents(hear: (name: string, data: unknown) => void): void {
  const tell = useEffectEvent(hear);
  useEffect(() => {
    const hearer: Hear = ({ name, data }) => tell(name, parsed(data));
    hearers.add(hearer);
    if (!line) {
      line = new AbortController();
      void listen(EVENTS, line.signal, (event) => {
        for (const each of hearers) each(event);
      });
    }
    return () => {
      hearers.delete(hearer);
      if (hearers.size === 0) {
        line?.abort();
        line = undefined;
      }
    };
  }, []);
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
