import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../../i18n/context.ts";
import { serviceText } from "../../lib/preview.ts";
import { dayKey, dayLabel } from "../../lib/time.ts";
import { chatTitle, useChat, usePane, usePerson } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Bubble } from "./Bubble.tsx";
import { groupRows, type Row } from "./grouping.ts";
import { useScroll } from "./useScroll.ts";

/** All messages of the open chat, oldest first, read from the end. */
export function History() {
  const texts = useTexts();
  const { session, person, chatId, world } = usePane();
  const items = useChat((chat) => chat.items);
  const hasOlder = useChat((chat) => chat.hasOlder) ?? false;
  const isGroup = useChat((chat) => chat.type !== "private") ?? false;
  const isBegun = useChat((chat) => chat.started) ?? true;
  const description = useChat((chat) => chat.description) ?? "";
  const busy = useRef(false);
  const [isSettled, setSettled] = useState(false);

  const rows = useMemo(
    () =>
      groupRows(items ?? [], {
        person: person.id,
        dayOf: dayKey,
        isService: (item) => serviceText(item.message, texts) !== undefined,
      }),
    [items, person.id, texts],
  );

  const onEarly = useCallback(async () => {
    if (!hasOlder || busy.current) return;
    busy.current = true;
    await session.loadOlder(chatId);
    busy.current = false;
  }, [hasOlder, session, chatId]);

  const newest = items?.at(-1);
  const scroll = useScroll({
    newest: newest?.key,
    isOwnNewest: newest?.message.from?.id === person.id,
    oldest: items?.[0]?.key,
    onEarly,
  });
  const unread = usePerson((state) => state.chats?.find((chat) => chat.id === chatId)?.unread ?? 0);
  useReading(scroll.isAtEnd && items !== undefined, unread);

  const isLoaded = items !== undefined;
  useEffect(() => {
    if (!isLoaded) return;
    const timer = setTimeout(() => setSettled(true), 250);
    return () => clearTimeout(timer);
  }, [isLoaded]);

  return (
    <div className="history">
      <section
        className="log-box"
        ref={scroll.box}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by the keyboard.
        tabIndex={0}
        aria-label={`${texts.history}: ${chatTitle(chatId, world, person)}, ${person.first_name}`}
      >
        <div
          className="log"
          ref={scroll.inner}
          role="log"
          aria-live="polite"
          aria-relevant="additions text"
          data-settled={isSettled || undefined}
        >
          {rows.map((row) => (
            <HistoryRow key={row.key} row={row} isGroup={isGroup} />
          ))}
          {items?.length === 0 && (
            <Empty title={isBegun || isGroup || !description ? undefined : texts.whatCanBotDo}>
              {isBegun || isGroup || !description ? texts.noMessages : description}
            </Empty>
          )}
        </div>
      </section>
      {!scroll.isAtEnd && (
        <button
          type="button"
          className="to-end"
          aria-label={unread > 0 ? `${texts.toNewest}: ${unread}` : texts.toNewest}
          onClick={scroll.toEnd}
        >
          <Icon name="down" />
          {unread > 0 && <span className="badge">{unread}</span>}
        </button>
      )}
    </div>
  );
}

function HistoryRow({ row, isGroup }: { row: Row; isGroup: boolean }) {
  const texts = useTexts();
  if (row.kind === "day") {
    return <p className="day">{dayLabel(row.date, new Date(), texts)}</p>;
  }
  if (row.kind === "service") {
    return (
      <p className="service" data-testid="message" data-message-id={row.item.message.message_id}>
        {serviceText(row.item.message, texts)}
      </p>
    );
  }
  return (
    <Bubble
      items={row.items}
      isOutgoing={row.isOutgoing}
      isFirst={row.isFirst}
      isLast={row.isLast}
      isGroup={isGroup}
    />
  );
}

function Empty({ title, children }: { title: string | undefined; children: string }) {
  return (
    <div className="empty">
      {title && <strong>{title}</strong>}
      <p>{children}</p>
    </div>
  );
}

/** Marks the chat as read while its end is on the screen of a visible page. */
function useReading(isAtEnd: boolean, unread: number): void {
  const { session, chatId } = usePane();
  useEffect(() => {
    if (!isAtEnd || unread === 0) return;
    const read = (): void => {
      if (document.visibilityState === "visible") session.markRead(chatId);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [isAtEnd, unread, session, chatId]);
}
