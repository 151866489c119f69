import { useCallback, useEffect, useRef, useState } from "react";
import type { Api } from "../api/client.ts";
import type { World } from "../api/contract.ts";

const AGAIN_MS = 1_500;

export interface WorldState {
  world: World | null;
  /** The emulator did not answer the last time; the page keeps trying. */
  isMissing: boolean;
  reload(): void;
}

/** The bots, people and groups; asked again and again until the emulator is there. */
export function useWorld(api: Api): WorldState {
  const [world, setWorld] = useState<World | null>(null);
  const [isMissing, setMissing] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const load = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    try {
      setWorld(await api.world());
      setMissing(false);
    } catch {
      setMissing(true);
      timer.current = setTimeout(load, AGAIN_MS);
    }
  }, [api]);

  useEffect(() => {
    void load();
    return () => clearTimeout(timer.current);
  }, [load]);

  return { world, isMissing, reload: load };
}
