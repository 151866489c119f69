import type { Person, World } from "../api/contract.ts";
import { useTexts } from "../i18n/context.ts";
import { chatTitle } from "../state/pane.ts";
import type { Session } from "../state/session.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { chatsOf } from "./choices.ts";

interface Props {
  world: World;
  person: Person;
  chat: number;
  session: Session;
  onChat(chat: number): void;
}

/** Which of the second phone's chats is open; a badge tells of unread messages in the others. */
export function PairTabs({ world, person, chat, session, onChat }: Props) {
  const texts = useTexts();
  const chats = useStore(session.store, (state) => state.chats);
  const unread = (chats ?? []).reduce((sum, each) => (each.id === chat ? sum : sum + each.unread), 0);
  return (
    <Menu
      label={texts.chats}
      className="pair-tabs"
      trigger={
        <>
          <Icon name="down" size={20} />
          {unread > 0 && <span className="badge">{unread}</span>}
        </>
      }
    >
      {chatsOf(world, person).map((id) => (
        <MenuItem key={id} isChecked={id === chat} onChoose={() => onChat(id)} testId={`pair-chat-${id}`}>
          {chatTitle(id, world, person)}
        </MenuItem>
      ))}
    </Menu>
  );
}
