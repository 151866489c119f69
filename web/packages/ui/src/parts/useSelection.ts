import { useState } from "react";

interface Selection<T> {
  selected: T[];
  select: (records: T[]) => void;
  /** Ticks what wasn't ticked, and the other way round. */
  toggle: (record: T) => void;
  isSelected: (record: T) => boolean;
}

/** What is ticked: only what is listed, as it is now; another list (by `search`) begins with nothing ticked. */
export function useSelection<T extends { id: number }>(
  listed: readonly T[] | undefined,
  search: object,
): Selection<T> {
  const list = JSON.stringify(search);
  const [ticked, setTicked] = useState<{ list: string; ids: Set<number> }>({ list, ids: new Set() });
  const ids = ticked.list === list ? ticked.ids : new Set<number>();
  const tick = (next: Iterable<number>): void => setTicked({ list, ids: new Set(next) });
  return {
    selected: (listed ?? []).filter(({ id }) => ids.has(id)),
    select: (records) => tick(records.map(({ id }) => id)),
    toggle: ({ id }) => tick(ids.has(id) ? [...ids].filter((each) => each !== id) : [...ids, id]),
    isSelected: ({ id }) => ids.has(id),
  };
}
