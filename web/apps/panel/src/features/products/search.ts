/** Which products are listed, in which order. `category` 0: those without one. */
export interface ProductsSearch {
  page?: number;
  text?: string;
  category?: number;
  shown?: "yes" | "no";
  stock?: "low" | "out";
  sort?: Sort;
}

export const SORTS = ["position", "name", "-name", "updated_at", "-updated_at"] as const;
export type Sort = (typeof SORTS)[number];

/** What the API is asked for. */
export function queryOf({ text, category, shown, stock, sort }: ProductsSearch) {
  return {
    ...(text && { search: text }),
    ...(category !== undefined && { category_id: category }),
    ...(shown && { is_active: shown === "yes" }),
    ...(stock && { stock }),
    ...(sort && { sort }),
  };
}

export function isFiltered({ text, category, shown, stock }: ProductsSearch): boolean {
  return Boolean(text || shown || stock) || category !== undefined;
}

/** The list that a product was opened from, for the way back. */
export const lastList: { search: ProductsSearch } = { search: {} };
