/** What a person wrote as a sum, as the API writes it: "1 990,5" is "1990.5"; undefined if it is no sum. */
export function amountOf(text: string): string | undefined {
  const plain = text.replace(/[\s']/g, "").replace(",", ".");
  return /^\d{1,8}(\.\d{1,2})?$/.test(plain) ? plain : undefined;
}

/** A count of things, or undefined: at most a million of them. */
export function countOf(text: string): number | undefined {
  const plain = text.replace(/\s/g, "");
  return /^\d{1,7}$/.test(plain) && Number(plain) <= 1_000_000 ? Number(plain) : undefined;
}

/** A sum as one writes it into a field: without kopecks when there are none. */
export function written(amount: string | null | undefined): string {
  return (amount ?? "").replace(/\.0+$/, "");
}

/** A percentage as the API writes it, above 0 and up to 900; undefined if it is none. */
export function percentOf(text: string): string | undefined {
  const plain = text.replace(/[\s%]/g, "").replace(",", ".");
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) && Number(plain) > 0 && Number(plain) <= 900 ? plain : undefined;
}

const hundredths = (amount: string): bigint => {
  const [whole = "0", part = ""] = amount.replace("-", "").split(".");
  const size = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
  return amount.startsWith("-") ? -size : size;
};

/** A price changed by percent and rounded half up to whole steps, as the server will do it; to be shown beforehand. */
export function raised(amount: string, percent: string, step: string): string {
  const unit = 10_000n * hundredths(step);
  const exact = hundredths(amount) * (10_000n + hundredths(percent));
  const result = ((2n * exact + unit) / (2n * unit)) * hundredths(step);
  return `${result / 100n}.${String(result % 100n).padStart(2, "0")}`;
}
