/** Formatters by their settings. One costs a millisecond to make and a hundredth of it to use, and lists use hundreds. */
export function kept<S extends unknown[], F>(make: (...settings: S) => F): (...settings: S) => F {
  const made = new Map<string, F>();
  return (...settings) => {
    const key = JSON.stringify(settings);
    const found = made.get(key) ?? make(...settings);
    made.set(key, found);
    return found;
  };
}
