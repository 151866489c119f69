/** Reads the state of tables from the address; what is absent or nonsense becomes its default. */
type Raw = Record<string, unknown>;

/** A page number: 1 unless the address says a bigger one. */
export function pageNumber(raw: Raw): number {
  const page = Number(raw.page);
  return Number.isInteger(page) && page > 1 && page <= 100_000 ? page : 1;
}

/** One of `choices`, or undefined. */
export function oneOf<const T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

/** Those of `choices` that a value or a list of values names, in the order of the choices. */
export function someOf<const T extends string>(value: unknown, choices: readonly T[]): T[] {
  const named = [value].flat();
  return choices.filter((choice) => named.includes(choice));
}

/** A text that is not empty, or undefined. */
export function text(value: unknown): string | undefined {
  const found = typeof value === "number" ? String(value) : value;
  return typeof found === "string" && found.trim() ? found : undefined;
}

/** A positive whole number, or undefined. */
export function id(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** A day as the API writes days, or undefined: "2026-11-21". */
export function day(value: unknown): string | undefined {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** A switch: true, or undefined. */
export function flag(value: unknown): true | undefined {
  return value === true || value === "true" ? true : undefined;
}

/** A sum as the API writes sums, or undefined: "1990.00". */
export function amount(value: unknown): string | undefined {
  const found = text(value);
  return found && /^\d{1,9}(\.\d{1,2})?$/.test(found) ? found : undefined;
}
