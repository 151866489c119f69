import type { AdminPictureOut, AdminProductOut, PictureOut, ProductUpdate } from "@kiosk/client";
import { LANGUAGES, type Language } from "@kiosk/ui";
import { amountOf, countOf, written } from "../figures.ts";

export interface Pair {
  type: string;
  value: string;
}

export type Translations = Record<string, Record<string, string>>;

export interface OptionDraft {
  key: string;
  name: string;
  translations: Translations;
  values: Array<{ value: string; translations: Translations }>;
}

/** A variant as it stands in the fields: figures are what the person wrote. */
export interface VariantDraft {
  key: string;
  id?: number;
  sku: string;
  price: string;
  oldPrice: string;
  stock: string;
  /** What was in stock when the product was read; only another count is sent. */
  stockWas?: string;
  threshold: string;
  attributes: Pair[];
}

export interface PictureDraft extends PictureOut {
  attribute: Pair | null;
}

export interface TextsDraft {
  name: string;
  description: string;
}

/** A product as it stands in the editor. */
export interface Draft {
  main: TextsDraft;
  languages: Record<Language, TextsDraft>;
  categoryId: number | null;
  isActive: boolean;
  weight: string;
  options: OptionDraft[];
  variants: VariantDraft[];
  pictures: PictureDraft[];
}

const NO_TEXTS: TextsDraft = { name: "", description: "" };
const inEach = (read: (language: Language) => TextsDraft): Record<Language, TextsDraft> =>
  Object.fromEntries(LANGUAGES.map((each) => [each, read(each)])) as Record<Language, TextsDraft>;

/** An empty product with the one variant that every product has. */
export function emptyDraft(): Draft {
  const variant = { key: "1", sku: "", price: "", oldPrice: "", stock: "", threshold: "", attributes: [] };
  return {
    main: NO_TEXTS,
    languages: inEach(() => NO_TEXTS),
    categoryId: null,
    isActive: true,
    weight: "",
    options: [],
    variants: [variant],
    pictures: [],
  };
}

/** A stored product, ready to be edited. */
export function draftOf(product: AdminProductOut): Draft {
  const text = (language: Language, name: string): string =>
    String(product.translations[language]?.[name] ?? "");
  return {
    main: { name: product.name, description: product.description },
    languages: inEach((each) => ({ name: text(each, "name"), description: text(each, "description") })),
    categoryId: product.category_id,
    isActive: product.is_active,
    weight: product.weight_grams === null ? "" : String(product.weight_grams),
    options: product.options.map((option) => ({ key: option.name, ...option })),
    variants: product.variants.map((variant) => ({
      key: String(variant.id),
      id: variant.id,
      sku: variant.sku,
      price: written(variant.price),
      oldPrice: written(variant.old_price),
      stock: String(variant.stock_quantity),
      stockWas: String(variant.stock_quantity),
      threshold: String(variant.low_stock_threshold),
      attributes: variant.attributes,
    })),
    pictures: product.pictures.map((picture: AdminPictureOut) => ({ ...picture })),
  };
}

/** A figure as the API wants it; nonsense goes as it is, so that the server says what is wrong with it. */
const sum = (text: string): string => amountOf(text) ?? text;
const count = (text: string): number | undefined => countOf(text);

function translationsOf(draft: Draft): NonNullable<ProductUpdate["translations"]> {
  const filled = LANGUAGES.map((language) => {
    const { name, description } = draft.languages[language];
    const texts = {
      ...(name.trim() && { name: name.trim() }),
      ...(description.trim() && { description: description.trim() }),
    };
    return [language, texts] as const;
  });
  return Object.fromEntries(filled.filter(([, texts]) => Object.keys(texts).length > 0));
}

/**
 * The words of an option or a value that differ from the stored ones; null takes one away. Options are shared by all
 * products, so what isn't touched here isn't sent: somebody may have changed it elsewhere.
 */
function changedWords<Name extends "name" | "value">(
  name: Name,
  now: Translations,
  before: Translations = {},
): Partial<Record<Language, Record<Name, string> | null>> {
  const changed = LANGUAGES.filter((each) => (now[each]?.[name] ?? "") !== (before[each]?.[name] ?? ""));
  return Object.fromEntries(
    changed.map((each) => {
      const text = now[each]?.[name]?.trim();
      return [each, text ? { [name]: text } : null];
    }),
  );
}

/** What is sent to be stored, over `stored` if there is such. */
export function bodyOf(draft: Draft, stored?: AdminProductOut): ProductUpdate {
  const weight = count(draft.weight);
  return {
    name: draft.main.name.trim(),
    description: draft.main.description.trim(),
    translations: translationsOf(draft),
    category_id: draft.categoryId,
    weight_grams: weight ?? null,
    is_active: draft.isActive,
    options: draft.options
      .filter(({ name, values }) => name.trim() && values.length > 0)
      .map(({ name, translations, values }) => {
        const known = stored?.options.find((each) => each.name === name);
        return {
          name,
          translations: changedWords("name", translations, known?.translations),
          values: values.map(({ value, translations: words }) => ({
            value,
            translations: changedWords(
              "value",
              words,
              known?.values.find((each) => each.value === value)?.translations,
            ),
          })),
        };
      }),
    variants: draft.variants.map((variant) => {
      const stock = variant.stock === variant.stockWas ? undefined : count(variant.stock);
      const threshold = count(variant.threshold);
      const seen = stored?.variants.find(({ id }) => id === variant.id);
      return {
        ...(variant.id !== undefined && { id: variant.id }),
        sku: variant.sku.trim(),
        price: sum(variant.price),
        ...(variant.oldPrice.trim() && { old_price: sum(variant.oldPrice) }),
        ...(stock !== undefined && { stock_quantity: stock }),
        ...(stock !== undefined && seen && { stock_was: seen.stock_quantity }),
        ...(threshold !== undefined && { low_stock_threshold: threshold }),
        attributes: variant.attributes,
      };
    }),
    pictures: draft.pictures.map(({ id, attribute }) => ({ id, ...(attribute && { attribute }) })),
    ...(stored && { slug: stored.slug, position: stored.position, version: stored.version }),
  };
}

/** The figures that are none, by the place that the API would name. */
export function mistakes(draft: Draft): Array<[string, "sum" | "count"]> {
  const found: Array<[string, "sum" | "count"]> = [];
  if (draft.weight.trim() && count(draft.weight) === undefined) found.push(["weight_grams", "count"]);
  draft.variants.forEach((variant, index) => {
    const at = `variants/${index}`;
    if (amountOf(variant.price) === undefined) found.push([`${at}/price`, "sum"]);
    if (variant.oldPrice.trim() && amountOf(variant.oldPrice) === undefined)
      found.push([`${at}/old_price`, "sum"]);
    if (variant.stock.trim() && count(variant.stock) === undefined)
      found.push([`${at}/stock_quantity`, "count"]);
    if (variant.threshold.trim() && count(variant.threshold) === undefined)
      found.push([`${at}/low_stock_threshold`, "count"]);
  });
  return found;
}
