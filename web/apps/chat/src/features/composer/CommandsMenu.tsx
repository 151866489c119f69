import { useTexts } from "../../i18n/context.ts";
import { useChat, usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";

/** The menu button of a bot's chat: its commands, or its web app where the bot has set one. */
export function CommandsMenu({ onChoose }: { onChoose(text: string): void }) {
  const texts = useTexts();
  const { chatId, person, openLink } = usePane();
  const commands = useChat((chat) => chat.commands) ?? [];
  const button = useChat((chat) => chat.menuButton) ?? null;
  if (chatId !== person.id) return null;
  const app = button?.type === "web_app" ? button.web_app?.url : undefined;
  if (app !== undefined) {
    return (
      <button type="button" className="menu-pill" onClick={() => openLink(app)}>
        {button?.text ?? texts.menu}
      </button>
    );
  }
  if (commands.length === 0) return null;
  return (
    <Menu
      label={texts.menu}
      className="commands-menu"
      align="start"
      upwards
      trigger={
        <>
          <Icon name="slash" size={20} />
          <span>{texts.menu}</span>
        </>
      }
    >
      {commands.map((each) => (
        <MenuItem
          key={each.command}
          onChoose={() => onChoose(`/${each.command}`)}
          testId={`command-${each.command}`}
        >
          <span className="command-words">
            <span>{each.description}</span>
            <small>/{each.command}</small>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
