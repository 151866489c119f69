import { Fragment, type MouseEvent, type ReactNode, useState } from "react";
import type { MessageEntity } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";
import { type Piece, parsePieces, withoutBreaksAfterBlocks } from "../../lib/entities.ts";
import { readLink } from "../../lib/links.ts";
import { usePane } from "../../state/pane.ts";

interface Props {
  text: string;
  entities?: readonly MessageEntity[] | undefined;
}

/** A message's words with all their formatting. */
export function FormattedText({ text, entities }: Props) {
  return <>{draw(withoutBreaksAfterBlocks(parsePieces(text, entities)))}</>;
}

function draw(pieces: readonly Piece[]): ReactNode {
  let place = 0;
  return pieces.map((piece) => {
    const key = place;
    place += piece.text.length;
    if (!("entity" in piece)) return <Fragment key={key}>{piece.text}</Fragment>;
    return (
      <Formatted key={key} entity={piece.entity} text={piece.text}>
        {draw(piece.pieces)}
      </Formatted>
    );
  });
}

function Formatted({ entity, text, children }: { entity: MessageEntity; text: string; children: ReactNode }) {
  switch (entity.type) {
    case "bold":
      return <strong>{children}</strong>;
    case "italic":
      return <em>{children}</em>;
    case "underline":
      return <u>{children}</u>;
    case "strikethrough":
      return <s>{children}</s>;
    case "code":
      return <code>{children}</code>;
    case "pre":
      return (
        <pre data-language={entity.language}>
          <code>{children}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote>{children}</blockquote>;
    case "expandable_blockquote":
      return <Expandable>{children}</Expandable>;
    case "spoiler":
      return <Spoiler>{children}</Spoiler>;
    case "url":
      return <TextLink link={text}>{children}</TextLink>;
    case "text_link":
      return (
        <TextLink link={entity.url ?? ""} isDisguised>
          {children}
        </TextLink>
      );
    case "email":
      return <a href={`mailto:${text}`}>{children}</a>;
    case "phone_number":
      return <a href={`tel:${text.replace(/[^+\d]/g, "")}`}>{children}</a>;
    case "bot_command":
      return <Command text={text}>{children}</Command>;
    case "mention":
      return <TextLink link={`https://t.me/${text.slice(1)}`}>{children}</TextLink>;
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return <span className="mention">{children}</span>;
    default:
      // Custom emoji and whatever comes next keep their plain words.
      return <>{children}</>;
  }
}

function TextLink({
  link,
  isDisguised,
  children,
}: {
  link: string;
  isDisguised?: boolean;
  children: ReactNode;
}) {
  const { openLink } = usePane();
  const target = readLink(link);
  const follow = (event: MouseEvent): void => {
    if (target.kind === "web" && !isDisguised) return;
    event.preventDefault();
    openLink(link);
  };
  return (
    <a
      href={target.kind === "web" ? target.url : link}
      target="_blank"
      rel="noopener noreferrer"
      onClick={follow}
    >
      {children}
    </a>
  );
}

function Command({ text, children }: { text: string; children: ReactNode }) {
  const { session, chatId } = usePane();
  return (
    <button type="button" className="text-button" onClick={() => session.sendText(chatId, text)}>
      {children}
    </button>
  );
}

function Spoiler({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  const texts = useTexts();
  if (isShown) return <span className="spoiler-shown">{children}</span>;
  return (
    <button type="button" className="spoiler" aria-label={texts.showSpoiler} onClick={() => setShown(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

function Expandable({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const texts = useTexts();
  return (
    <blockquote className="expandable" data-open={isOpen || undefined}>
      {children}
      {!isOpen && (
        <button type="button" className="expand" aria-label={texts.open} onClick={() => setOpen(true)}>
          …
        </button>
      )}
    </blockquote>
  );
}
