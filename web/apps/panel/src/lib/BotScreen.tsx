import classes from "./botScreen.module.css";
import { telegramHtml } from "./telegramHtml.tsx";

interface BotScreenProps {
  /** What it shows, for who doesn't see it. */
  label: string;
  html: string;
  /** The address of the picture above the text. */
  picture?: string | null | undefined;
  buttons: ReadonlyArray<ReadonlyArray<{ text: string; style?: string | null }>>;
  /** It is being drawn anew. */
  isOld?: boolean;
}

/** A message of the bot as a phone shows it: picture, text, buttons. */
export function BotScreen({ label, html, picture, buttons, isOld = false }: BotScreenProps) {
  return (
    <section className={classes.chat} aria-label={label} aria-busy={isOld} data-old={isOld || undefined}>
      <div className={classes.bubble}>
        {picture && <img src={picture} alt="" />}
        <div className={classes.words}>{telegramHtml(html)}</div>
      </div>
      {buttons.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing, thrown away whole
        <div key={index} className={classes.keys}>
          {row.map(({ text, style }) => (
            <span key={text} data-style={style ?? undefined}>
              {text}
            </span>
          ))}
        </div>
      ))}
    </section>
  );
}
