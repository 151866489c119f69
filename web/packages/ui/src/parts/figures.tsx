import { type Amount, type DateStyle, formatDate, formatMoney, formatRelative } from "@kiosk/format";
import { useParts } from "./context.ts";

/** An exact amount in the reader's manner: "1 990 ₽". */
export function Money({ amount, currency }: { amount: Amount; currency: string }) {
  const { language } = useParts();
  return <span className="tabular">{formatMoney(amount, currency, language)}</span>;
}

interface DateTimeProps {
  at: string | Date;
  style?: DateStyle;
  /** "5 minutes ago"; the exact moment shows on hover. */
  relative?: boolean;
}

/** A moment in the business's time zone. */
export function DateTime({ at, style = "moment", relative = false }: DateTimeProps) {
  const { language, zone } = useParts();
  const full = formatDate(at, language, "full", zone);
  const shown = relative
    ? formatRelative(at, language, new Date(), zone)
    : formatDate(at, language, style, zone);
  return (
    <time dateTime={new Date(at).toISOString()} title={full}>
      {shown}
    </time>
  );
}
