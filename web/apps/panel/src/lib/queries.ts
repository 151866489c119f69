import { isRefusal, Offline } from "@kiosk/client";
import { keepPreviousData, QueryClient } from "@tanstack/react-query";

const RETRIES = 2;

/** What the server has said lately. A refusal is an answer and isn't asked for again; a broken line is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      placeholderData: keepPreviousData,
      // Our own probing tells whether the server answers; the browser's "online" only knows about a cable.
      networkMode: "always",
      retry: (count, error) =>
        count < RETRIES && (error instanceof Offline || (isRefusal(error) && error.status >= 500)),
    },
    mutations: { networkMode: "always" },
  },
});

/** Fetch anew whatever was read by these operations: `stale("listOrders", "readOrder")`. */
export function stale(...operations: string[]): Promise<void> {
  const names = new Set(operations);
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => names.has((queryKey[0] as { _id?: string } | undefined)?._id ?? ""),
  });
}
