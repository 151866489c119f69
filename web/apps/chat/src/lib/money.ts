/** Writes an amount of smallest units (cents, tiyn, Stars) exactly, without going through a float. */
export function formatMinor(amount: number, currency: string, language: string): string {
  if (currency === "XTR") return `⭐ ${amount}`;
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  const isRound = /^0*$/.test(fraction);
  const exact = `${amount < 0 ? "-" : ""}${whole}${isRound ? "" : `.${fraction}`}`;
  // Browsers that know no Kazakh numbers write them as in Russian: the customs are the same.
  return new Intl.NumberFormat([language, "ru"], {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: isRound ? 0 : digits,
  }).format(exact as Intl.StringNumericLiteral);
}

/** A file's size for people: 940 B, 12.4 KB, 3.0 MB. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
