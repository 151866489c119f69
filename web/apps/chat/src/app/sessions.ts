import { useEffect, useState } from "react";
import type { Session } from "../state/session.ts";

/** Sessions by person: two panes of one person share one stream. */
export interface Sessions {
  get(person: number): Session;
  /** Everybody's phones are forgotten, as after a reset of the world. */
  clear(): void;
}

export function createSessions(make: (person: number) => Session): Sessions {
  const sessions = new Map<number, Session>();
  return {
    get(person) {
      const known = sessions.get(person);
      if (known) return known;
      const fresh = make(person);
      sessions.set(person, fresh);
      return fresh;
    },
    clear() {
      for (const session of sessions.values()) session.end();
      sessions.clear();
    },
  };
}

/** Keeps the sessions of the visible people alive, and only theirs. `epoch` counts the worlds. */
export function useLiveSessions(sessions: Sessions, people: readonly number[], epoch: number): void {
  const wanted = [...new Set(people)].sort((a, b) => a - b).join();
  const [live] = useState(() => new Set<Session>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new world needs new sessions.
  useEffect(() => {
    const visible = new Set(
      wanted
        .split(",")
        .filter(Boolean)
        .map((id) => sessions.get(Number(id))),
    );
    for (const session of live) {
      if (visible.has(session)) continue;
      session.end();
      live.delete(session);
    }
    for (const session of visible) {
      if (live.has(session)) continue;
      session.begin();
      live.add(session);
    }
  }, [sessions, wanted, live, epoch]);
}
