/** What a column can mean; the server's own names (exchange/headers.py). "option" becomes an option of that name. */
export const MEANINGS = [
  "sku",
  "name",
  "description",
  "price",
  "old_price",
  "sale_price",
  "stock",
  "category",
  "active",
  "weight:g",
  "weight:kg",
  "option",
  "ignore",
] as const;
