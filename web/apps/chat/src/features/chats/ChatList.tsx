import type { ChatSummary, Person } from "../../api/contract.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { previewText } from "../../lib/preview.ts";
import { listStamp } from "../../lib/time.ts";
import type { Session } from "../../state/session.ts";
import { useStore } from "../../state/store.ts";
import { Avatar } from "../../ui/Avatar.tsx";

interface Props {
  session: Session;
  person: Person;
  current: number | null;
  onChoose(chat: number): void;
}

/** One person's chats, newest first. */
export function ChatList({ session, person, current, onChoose }: Props) {
  const texts = useTexts();
  const chats = useStore(session.store, (state) => state.chats);
  return (
    <nav className="chat-list" aria-label={texts.chats}>
      <ul>
        {chats?.map((chat) => (
          <li key={chat.id}>
            <ChatRow
              chat={chat}
              person={person}
              isCurrent={chat.id === current}
              onChoose={() => onChoose(chat.id)}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface RowProps {
  chat: ChatSummary;
  person: Person;
  isCurrent: boolean;
  onChoose(): void;
}

function ChatRow({ chat, person, isCurrent, onChoose }: RowProps) {
  const texts = useTexts();
  const last = chat.last_message;
  const author = last && chat.type !== "private" && last.from ? `${last.from.first_name}: ` : "";
  const isOwn = last?.from?.id === person.id;
  return (
    <button
      type="button"
      className="chat-row"
      data-testid={`chat-${chat.id}`}
      aria-current={isCurrent ? "page" : undefined}
      onClick={onChoose}
    >
      <Avatar id={chat.id} name={chat.title} kind={chat.type === "private" ? "bot" : "person"} size={50} />
      <span className="chat-words">
        <span className="chat-top">
          <strong>{chat.title}</strong>
          {last && <time>{listStamp(last.date, new Date(), texts)}</time>}
        </span>
        <span className="chat-bottom">
          <span className="chat-preview">
            {last ? (
              <>
                {(author || isOwn) && (
                  <span className="chat-author">{isOwn ? `${texts.you}: ` : author}</span>
                )}
                {previewText(last, texts)}
              </>
            ) : (
              texts.noMessages
            )}
          </span>
          {chat.unread > 0 && (
            <span
              className="badge"
              role="img"
              aria-label={fill(texts.unread, { count: String(chat.unread) })}
            >
              {chat.unread > 99 ? "99+" : chat.unread}
            </span>
          )}
        </span>
      </span>
    </button>
  );
}
