import type { OptionDraft, Pair, VariantDraft } from "./draft.ts";

/** A combination as one reads it: "Red, M". */
export const nameOf = (pairs: readonly Pair[]): string => pairs.map(({ value }) => value).join(", ");

const keyOf = (pairs: readonly Pair[]): string =>
  JSON.stringify(pairs.map(({ type, value }) => [type, value]).toSorted());

/** Every combination of the options' values, the last option turning fastest. */
export function combinations(options: readonly OptionDraft[]): Pair[][] {
  return options
    .filter(({ values }) => values.length > 0)
    .reduce<Pair[][]>(
      (made, { name, values }) =>
        made.flatMap((pairs) => values.map(({ value }) => [...pairs, { type: name, value }])),
      [[]],
    );
}

/** The combinations that no variant has. */
export function missing(options: readonly OptionDraft[], variants: readonly VariantDraft[]): Pair[][] {
  const had = new Set(variants.map(({ attributes }) => keyOf(attributes)));
  return combinations(options).filter((pairs) => !had.has(keyOf(pairs)));
}

/** A new variant beside `model`: its price and threshold, an SKU of its own, nothing in stock. */
export function variantLike(model: VariantDraft | undefined, attributes: Pair[]): VariantDraft {
  const tail = attributes.map(({ value }) => skuPart(value)).filter(Boolean);
  return {
    key: crypto.randomUUID(),
    sku: model?.sku ? [model.sku, ...tail].join("-").slice(0, 64) : "",
    price: model?.price ?? "",
    oldPrice: model?.oldPrice ?? "",
    stock: "",
    threshold: model?.threshold ?? "",
    attributes,
  };
}

/** A value as a part of an SKU: without spaces and "~", which an SKU can't have. */
export const skuPart = (value: string): string =>
  value
    .trim()
    .replace(/[\s~]+/g, "-")
    .toUpperCase();

/**
 * The variants after the options were changed from `before` to `after`. What exists keeps its id, price and stock: it
 * takes the first value of an option that came, and loses an option that went. New values bring all their combinations.
 */
export function rearrange(
  before: readonly OptionDraft[],
  after: readonly OptionDraft[],
  variants: readonly VariantDraft[],
): VariantDraft[] {
  const wasMissing = new Set(missing(before, variants).map(keyOf));
  const known = new Map(after.filter(({ values }) => values.length > 0).map((each) => [each.name, each]));
  const kept = new Map<string, VariantDraft>();
  for (const variant of variants) {
    const mine = variant.attributes.filter(({ type }) => known.has(type));
    const lost = mine.some(
      ({ type, value }) => !known.get(type)?.values.some((each) => each.value === value),
    );
    if (lost) continue;
    const attributes = [...known.values()].map(({ name, values }) => ({
      type: name,
      value: mine.find(({ type }) => type === name)?.value ?? values[0]?.value ?? "",
    }));
    const key = keyOf(attributes);
    if (!kept.has(key)) kept.set(key, { ...variant, attributes });
  }
  const model = variants[0];
  const sameOptions = before.map(({ name }) => name).join() === after.map(({ name }) => name).join();
  return combinations(after).flatMap((pairs) => {
    const found = kept.get(keyOf(pairs));
    if (found) return [found];
    // A combination that was left out on purpose stays out.
    return sameOptions && wasMissing.has(keyOf(pairs)) ? [] : [fresh(model, pairs)];
  });
}

function fresh(model: VariantDraft | undefined, pairs: Pair[]): VariantDraft {
  // The model's SKU may itself end with its values; they give way to the new ones.
  const tail = model?.attributes.map(({ value }) => skuPart(value)).join("-");
  const sku =
    tail && model?.sku.toUpperCase().endsWith(`-${tail}`) ? model.sku.slice(0, -tail.length - 1) : model?.sku;
  return variantLike(model && { ...model, sku: sku ?? "" }, pairs);
}
