import { useEffect, useEffectEvent } from "react";
import { SharedStream } from "./sharedStream.ts";

const events = new SharedStream("/api/v1/admin/events");

/**
 * Hears what happens in the shop while the component stands: "ready" (fetch lists anew), "order-placed",
 * "order-moved", "order-paid". However many components and tabs listen, the browser holds one stream.
 */
export function useLiveEvents(hear: (name: string, data: unknown) => void): void {
  const tell = useEffectEvent(hear);
  useEffect(() => events.subscribe(({ name, data }) => tell(name, parsed(data))), []);
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
