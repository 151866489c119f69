import { useTexts } from "../../i18n/context.ts";
import { copyText } from "../../lib/clipboard.ts";
import type { Item } from "../../state/model.ts";
import { usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";

/** What can be done with a message; the button shows under the pointer and under the focus. */
export function MessageMenu({ item }: { item: Item }) {
  const texts = useTexts();
  const { session, chatId, person } = usePane();
  const { message, status } = item;
  if (status === "sending") return null;
  const words = message.text ?? message.caption;
  const isOwn = message.from?.id === person.id;
  const copy = async (): Promise<void> => {
    const isDone = await copyText(words ?? "");
    session.notify({ code: isDone ? "copied" : "not-supported" });
  };
  return (
    <Menu
      label={texts.messageMenu}
      trigger={<Icon name="down" size={16} />}
      className="message-menu"
      align={isOwn ? "end" : "start"}
    >
      {status === "failed" && message.text !== undefined && (
        <MenuItem icon="reset" onChoose={() => session.retry(chatId, item)}>
          {texts.retry}
        </MenuItem>
      )}
      {status === undefined && (
        <MenuItem icon="reply" onChoose={() => session.setReplyTo(chatId, message)}>
          {texts.reply}
        </MenuItem>
      )}
      {words !== undefined && (
        <MenuItem icon="copy" onChoose={copy}>
          {texts.copy}
        </MenuItem>
      )}
      <MenuItem
        icon="trash"
        isDanger
        onChoose={() =>
          status === undefined
            ? session.deleteMessage(chatId, message.message_id)
            : session.discard(chatId, item.key)
        }
      >
        {status === "failed" ? texts.discard : texts.delete}
      </MenuItem>
    </Menu>
  );
}
