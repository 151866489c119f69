import { listProducts } from "@kiosk/client";

const ENOUGH = 6;

/** What the quick search finds among the products. */
export async function findProducts(text: string, language: string) {
  const query = { search: text, size: ENOUGH, lang: language as "en" };
  const { items } = await listProducts({ query });
  return items.map((product) => ({
    id: `product-${product.id}`,
    title: product.name,
    link: { to: "/products", search: { page: 1, text: product.name } } as const,
  }));
}
