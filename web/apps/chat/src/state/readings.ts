import type { SimEvent } from "../api/contract.ts";

/**
 * What the stream tells while a reading is on its way.
 *
 * A page that was read before an event but arrives after it would take the event back. So every reading
 * collects the events that it overlaps, and whoever asked replays them over the page. Of two readings of
 * one thing the later one counts.
 */
export interface Readings {
  /** Begins a reading; the function that comes back ends it and gives the events, or null if it is outdated. */
  begin(name: string): () => readonly SimEvent[] | null;
  hear(name: string, event: SimEvent): void;
}

export function createReadings(): Readings {
  const running = new Map<string, SimEvent[]>();
  return {
    begin(name) {
      const heard: SimEvent[] = [];
      running.set(name, heard);
      return () => {
        if (running.get(name) !== heard) return null;
        running.delete(name);
        return heard;
      };
    },
    hear(name, event) {
      running.get(name)?.push(event);
    },
  };
}
