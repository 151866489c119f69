import type { ChatSummary } from "../../api/contract.ts";
import type { InlineButton } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { usePane, usePerson } from "../../state/pane.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Dialog } from "../../ui/Dialog.tsx";

/** Whether a button that switches to inline mode lets this chat be chosen. */
export function mayChoose(button: InlineButton, chat: Pick<ChatSummary, "type">): boolean {
  const wish = button.switch_inline_query_chosen_chat;
  if (!wish) return true;
  if (chat.type === "private") return Boolean(wish.allow_bot_chats ?? wish.allow_user_chats);
  if (chat.type === "channel") return Boolean(wish.allow_channel_chats);
  return Boolean(wish.allow_group_chats);
}

/** Asks where an inline query goes, then writes it into that chat's field. */
export function ChatPicker({ button, onClose }: { button: InlineButton; onClose(): void }) {
  const texts = useTexts();
  const { session, bot, goTo, person } = usePane();
  const chats = usePerson((state) => state.chats) ?? [];
  const query = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query ?? "";
  const open = chats.filter((chat) => mayChoose(button, chat));
  const choose = async (chat: number): Promise<void> => {
    onClose();
    goTo(chat);
    await session.openChat(chat);
    session.setDraft(chat, `@${bot.username} ${query}`);
  };
  return (
    <Dialog title={texts.chooseChatFor} onClose={onClose}>
      <ul className="picker">
        {(open.length > 0 ? open : chats).map((chat) => (
          <li key={chat.id}>
            <button type="button" onClick={() => choose(chat.id)}>
              <Avatar
                id={chat.id}
                name={chat.title}
                kind={chat.id === person.id ? "bot" : "person"}
                size={38}
              />
              {chat.title}
            </button>
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        <button type="button" className="plain-button" onClick={onClose}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
