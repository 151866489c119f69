import type { BotCommand } from "../../api/telegram.ts";
import { useTexts } from "../../i18n/context.ts";

interface Props {
  commands: readonly BotCommand[];
  active: number;
  onChoose(text: string): void;
}

/** The commands that fit what is being typed; arrows in the field move through them. */
export function CommandList({ commands, active, onChoose }: Props) {
  const texts = useTexts();
  return (
    <ul className="suggestions" aria-label={texts.commands}>
      {commands.map((each, place) => (
        <li key={each.command}>
          <button
            type="button"
            tabIndex={-1}
            data-active={place === active || undefined}
            onClick={() => onChoose(`/${each.command}`)}
          >
            <strong>/{each.command}</strong>
            <span>{each.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
