import { listProductsAsStaff } from "@kiosk/client";

const ENOUGH = 6;

/** What the quick search finds among the products. */
export async function findProducts(text: string) {
  const { items } = await listProductsAsStaff({ query: { search: text, size: ENOUGH } });
  return items.map((product) => ({
    id: `product-${product.id}`,
    title: product.name,
    ...(product.sku && { text: product.sku }),
    link: { to: "/products/$id", params: { id: String(product.id) } } as const,
  }));
}
