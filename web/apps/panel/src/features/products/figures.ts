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
