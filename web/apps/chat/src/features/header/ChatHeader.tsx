import type { ReactNode } from "react";
import { useTexts } from "../../i18n/context.ts";
import type { Texts } from "../../i18n/texts.ts";
import { fullName } from "../../lib/names.ts";
import { chatTitle, useChat, usePane, usePerson } from "../../state/pane.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";

function actionText(action: string, texts: Texts): string {
  if (action.endsWith("_photo")) return texts.sendingPhoto;
  if (action === "choose_sticker" || action === "find_location") return texts.choosing;
  return action.startsWith("upload_") || action.startsWith("record_") ? texts.sendingFile : texts.typing;
}

interface Props {
  /** Given on a phone, where the list of chats is another screen. */
  onBack?: (() => void) | undefined;
  /** Whose phone this is, said where two phones stand side by side. */
  isOwnerShown?: boolean | undefined;
  children?: ReactNode;
}

/** Who one talks with, and what the other side is doing. */
export function ChatHeader({ onBack, isOwnerShown, children }: Props) {
  const texts = useTexts();
  const { person, chatId, world, bot } = usePane();
  const action = useChat((chat) => chat.action) ?? null;
  const link = usePerson((state) => state.link);
  const group = world.groups.find((each) => each.id === chatId);
  const title = chatTitle(chatId, world, person);
  const members = group?.member_ids
    .map((id) => world.people.find((each) => each.id === id))
    .map((member) => (member ? fullName(member) : ""))
    .filter(Boolean)
    .concat(bot.first_name)
    .join(", ");
  const quiet = group ? members || texts.group : texts.bot;
  const status = action === null ? quiet : actionText(action, texts);
  return (
    <header className="chat-header">
      {onBack && (
        <button type="button" className="round" aria-label={texts.back} data-testid="back" onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <Avatar id={chatId} name={title} kind={group ? "person" : "bot"} size={40} />
      <div className="chat-title">
        <h2>{title}</h2>
        <p data-acting={action !== null || undefined} data-testid="chat-status">
          {link === "lost" ? texts.connecting : status}
        </p>
      </div>
      {isOwnerShown && (
        <span className="owner">
          <Avatar id={person.id} name={fullName(person)} size={24} />
          {person.first_name}
        </span>
      )}
      {children}
    </header>
  );
}
