import { type MouseEvent, memo } from "react";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { isOnlyEmoji } from "../../lib/entities.ts";
import { avatarColour, fullName } from "../../lib/names.ts";
import { shownText } from "../../lib/preview.ts";
import type { Item } from "../../state/model.ts";
import { usePane } from "../../state/pane.ts";
import { bubblePhoto } from "../../state/preload.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Attachment, hasAttachment } from "./Attachment.tsx";
import { BubbleFoot } from "./BubbleFoot.tsx";
import { FormattedText } from "./FormattedText.tsx";
import { InlineKeyboard } from "./InlineKeyboard.tsx";
import { photoWidthCss, WIDEST } from "./layout.ts";
import { MessageMenu } from "./MessageMenu.tsx";
import { Photos } from "./Photos.tsx";
import { ForwardLine, ReplyQuote } from "./ReplyQuote.tsx";

interface Props {
  items: readonly Item[];
  isOutgoing: boolean;
  isFirst: boolean;
  isLast: boolean;
  /** In a group every foreign bubble says whose it is. */
  isGroup: boolean;
}

/** Rows are laid out anew at every change; a bubble is drawn anew only when its own messages changed. */
function isSame(before: Props, after: Props): boolean {
  return (
    before.items.length === after.items.length &&
    before.items.every((item, place) => item === after.items[place]) &&
    before.isOutgoing === after.isOutgoing &&
    before.isFirst === after.isFirst &&
    before.isLast === after.isLast &&
    before.isGroup === after.isGroup
  );
}

/** A right click or a long press opens the message's menu, unless words are selected for copying. */
function openMenu(event: MouseEvent<HTMLElement>): void {
  const trigger = event.currentTarget.querySelector<HTMLElement>(".message-menu .menu-trigger");
  if (!trigger || window.getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  trigger.click();
}

/** One message, or one album, with its keyboard under it. */
export const Bubble = memo(function Bubble({ items, isOutgoing, isFirst, isLast, isGroup }: Props) {
  const item = items[0];
  if (!item) return null;
  const { message } = item;
  const sender = message.from;
  const showsSender = isGroup && !isOutgoing && sender !== undefined;
  const hasPhoto = Boolean(message.photo ?? item.localPhoto);
  const size = bubblePhoto(message);
  const width = items.length > 1 ? WIDEST : size ? photoWidthCss(size) : WIDEST;
  return (
    <article
      className="message"
      data-testid="message"
      data-message-id={message.message_id}
      data-outgoing={isOutgoing || undefined}
      data-first={isFirst || undefined}
      data-last={isLast || undefined}
      data-named={showsSender || undefined}
      data-leaving={item.leaving}
      data-status={item.status}
    >
      <div className="body" data-photo={hasPhoto || undefined} style={hasPhoto ? { width } : undefined}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a short way; the menu has its own button. */}
        <div className="bubble" onContextMenu={openMenu}>
          {showsSender && isLast && (
            <span className="sender-avatar">
              <Avatar
                id={sender.id}
                name={fullName(sender)}
                kind={sender.is_bot ? "bot" : "person"}
                size={34}
              />
            </span>
          )}
          {showsSender && isFirst && (
            <p className="sender" data-colour={sender.is_bot ? "bot" : avatarColour(sender.id)}>
              {fullName(sender)}
            </p>
          )}
          <Content items={items} item={item} hasPhoto={hasPhoto} />
          <MessageMenu item={item} />
        </div>
        <InlineKeyboard message={message} />
      </div>
    </article>
  );
}, isSame);

function Content({ items, item, hasPhoto }: { items: readonly Item[]; item: Item; hasPhoto: boolean }) {
  const texts = useTexts();
  const { person } = usePane();
  const captioned = items.find((each) => each.message.caption)?.message ?? item.message;
  const { message } = item;
  const isOutgoing = message.from?.id === person.id;
  const text = isOutgoing && message.text !== undefined ? shownText(message.text) : message.text;
  const words = text ?? captioned.caption;
  const isLarge = words !== undefined && !hasPhoto && !message.entities && isOnlyEmoji(words);
  const isUnknown = words === undefined && !hasPhoto && !hasAttachment(message);
  const foot = <BubbleFoot item={item} isOver={hasPhoto && words === undefined} isOutgoing={isOutgoing} />;
  const wordsBlock = words !== undefined && (
    <div className={isLarge ? "words large-emoji" : "words"}>
      <FormattedText
        text={words}
        entities={text === undefined ? captioned.caption_entities : message.entities}
      />
      {foot}
    </div>
  );
  return (
    <>
      <ForwardLine message={message} />
      {message.reply_to_message && <ReplyQuote message={message.reply_to_message} />}
      {message.via_bot && (
        <p className="via">
          {fill(texts.via, { name: `@${message.via_bot.username ?? message.via_bot.first_name}` })}
        </p>
      )}
      {message.show_caption_above_media && wordsBlock}
      {hasPhoto ? <Photos items={items} /> : <Attachment message={message} />}
      {!message.show_caption_above_media && wordsBlock}
      {isUnknown && <p className="words unsupported">{texts.unsupported}</p>}
      {words === undefined && foot}
    </>
  );
}
