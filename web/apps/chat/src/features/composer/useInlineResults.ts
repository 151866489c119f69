import { useEffect, useState } from "react";
import type { InlineAnswer } from "../../api/contract.ts";
import { usePane } from "../../state/pane.ts";

/** Typing pauses this long before the bot is asked. */
const PAUSE_MS = 250;

export interface InlineResults {
  answer: InlineAnswer | null;
  isAsking: boolean;
}

/** Asks the bot for inline results while one types; null as query asks nothing. */
export function useInlineResults(query: string | null): InlineResults {
  const { session, chatId } = usePane();
  const [state, setState] = useState<InlineResults>({ answer: null, isAsking: false });

  useEffect(() => {
    if (query === null) {
      setState({ answer: null, isAsking: false });
      return;
    }
    let isStale = false;
    setState((before) => ({ answer: before.answer, isAsking: true }));
    const timer = setTimeout(async () => {
      const answer = await session.inline(chatId, query, "").catch(() => ({ results: [] }));
      if (!isStale) setState({ answer, isAsking: false });
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query, session, chatId]);

  return state;
}
