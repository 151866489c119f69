import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/context.ts";
import { useChat, usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import { CommandList } from "./CommandList.tsx";
import { CommandsMenu } from "./CommandsMenu.tsx";
import { inlineQuery, suggestCommands } from "./commands.ts";
import { InlinePanel } from "./InlinePanel.tsx";
import { useInlineResults } from "./useInlineResults.ts";

/** No suggestion is chosen until an arrow chooses one: Enter sends what was typed. */
const NONE = -1;

/** The line where one types, with what it suggests above it. */
export function Field({ onPhoto }: { onPhoto(file: File): void }) {
  const texts = useTexts();
  const { session, chatId, bot, takesFocus } = usePane();
  const draft = useChat((chat) => chat.draft) ?? "";
  const commands = useChat((chat) => chat.commands) ?? [];
  const keyboard = useChat((chat) => chat.replyKeyboard) ?? null;
  const isKeyboardShown = useChat((chat) => chat.keyboardShown) ?? false;
  const reply = useChat((chat) => chat.replyTo) ?? null;
  const replyPlaceholder = useChat((chat) => chat.replyPlaceholder) ?? null;
  const field = useRef<HTMLTextAreaElement>(null);
  const [active, setActive] = useState(NONE);

  const query = bot.can_be_inline === false ? null : inlineQuery(draft, bot.username);
  const inline = useInlineResults(query);
  const suggestions = suggestCommands(draft, commands);
  const placeholder =
    (reply ? replyPlaceholder : null) ??
    (isKeyboardShown ? keyboard?.input_field_placeholder : undefined) ??
    texts.message;

  useGrowing(field, draft);
  useEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reply or query takes the cursor to the field.
  useEffect(() => {
    if (reply || query === "") field.current?.focus();
  }, [reply, query === ""]);

  const setDraft = (text: string): void => {
    setActive(NONE);
    session.setDraft(chatId, text);
  };

  const say = (text: string): void => {
    setDraft("");
    void session.sendText(chatId, text);
  };

  const choose = (place: number): void => {
    const result = inline.answer?.results[place];
    const queryId = inline.answer?.query_id;
    if (!result || queryId === undefined) return;
    setDraft("");
    void session.chooseInline(chatId, queryId, result.id);
  };

  const submit = (): void => {
    const command = suggestions[active];
    if (query !== null) choose(Math.max(0, active));
    else if (command) say(`/${command.command}`);
    else if (draft.trim()) say(draft.trim());
  };

  const onKey = (event: KeyboardEvent): void => {
    const suggested = suggestions[Math.max(0, active)];
    const count = query === null ? suggestions.length : (inline.answer?.results.length ?? 0);
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    } else if (count > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setActive(event.key === "ArrowDown" ? (active + 1) % count : (Math.max(0, active) + count - 1) % count);
    } else if (event.key === "Tab" && !event.shiftKey && suggested) {
      event.preventDefault();
      setDraft(`/${suggested.command}`);
    } else if (event.key === "Escape") {
      if (query !== null || suggestions.length > 0) setDraft("");
      else session.setReplyTo(chatId, null);
    }
  };

  return (
    <div className="composer">
      {suggestions.length > 0 && <CommandList commands={suggestions} active={active} onChoose={say} />}
      {query !== null && <InlinePanel inline={inline} active={active} onChoose={choose} />}
      <CommandsMenu onChoose={say} />
      <label className="attach" title={texts.attach}>
        <Icon name="attach" />
        <span className="visually-hidden">{texts.attach}</span>
        <input
          type="file"
          accept="image/*"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onPhoto(file);
            event.target.value = "";
          }}
        />
      </label>
      <textarea
        ref={field}
        data-testid="composer"
        rows={1}
        value={draft}
        placeholder={placeholder}
        aria-label={texts.message}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKey}
        enterKeyHint="send"
      />
      {keyboard && (
        <button
          type="button"
          className="round"
          aria-label={isKeyboardShown ? texts.hideKeyboard : texts.showKeyboard}
          aria-expanded={isKeyboardShown}
          onClick={() => session.showKeyboard(chatId, !isKeyboardShown)}
        >
          <Icon name={isKeyboardShown ? "textField" : "keyboard"} />
        </button>
      )}
      <button
        type="button"
        className="round send"
        data-testid="send"
        aria-label={texts.send}
        disabled={!draft.trim()}
        onClick={() => {
          submit();
          field.current?.focus();
        }}
      >
        <Icon name="send" />
      </button>
    </div>
  );
}

/** Lets the field grow with its lines, up to a third of the screen (the stylesheet's limit). */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, draft: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [draft, field]);
}
