import type { InlineResult } from "../../api/contract.ts";
import { useTexts } from "../../i18n/context.ts";
import { fill } from "../../i18n/fill.ts";
import { usePane } from "../../state/pane.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { InlineResults } from "./useInlineResults.ts";

interface Props {
  inline: InlineResults;
  active: number;
  onChoose(place: number): void;
}

/** What the bot offers to send; a press or Enter sends it in the person's name. */
export function InlinePanel({ inline, active, onChoose }: Props) {
  const texts = useTexts();
  const { bot, session } = usePane();
  const results = inline.answer?.results ?? [];
  const button = inline.answer?.button;
  const status = inline.isAsking ? texts.searching : results.length === 0 ? texts.nothingFound : null;
  return (
    <div className="inline-panel" data-testid="inline-results" aria-busy={inline.isAsking}>
      {button?.start_parameter !== undefined && (
        <button type="button" className="inline-switch" onClick={() => session.start(button.start_parameter)}>
          {button.text}
        </button>
      )}
      <ul aria-label={fill(texts.inlineResults, { bot: `@${bot.username}` })}>
        {results.map((result, place) => (
          <li key={result.id}>
            <button
              type="button"
              data-testid="inline-result"
              data-active={place === active || undefined}
              onClick={() => onChoose(place)}
            >
              <Thumbnail result={result} />
              <span className="file-words">
                <strong>{result.title ?? result.caption ?? texts.photo}</strong>
                {result.description && <span>{result.description}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {status !== null && results.length === 0 && (
        <p className="inline-status" role="status">
          {status}
        </p>
      )}
    </div>
  );
}

function Thumbnail({ result }: { result: InlineResult }) {
  const { session } = usePane();
  const size = result.photo?.[0];
  const fileId = result.photo_file_id ?? size?.file_id;
  const source = fileId ? session.fileUrl(fileId) : (result.thumbnail_url ?? result.photo_url);
  if (source === undefined) {
    return (
      <span className="thumbnail">
        <Icon name="store" size={24} />
      </span>
    );
  }
  return <img className="thumbnail" src={source} alt="" width={48} height={48} loading="lazy" />;
}
