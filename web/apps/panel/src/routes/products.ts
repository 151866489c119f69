import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { oneOf, pageNumber, text } from "./search.ts";

/** Which products are listed. */
export interface ProductsSearch {
  page?: number;
  text?: string;
  stock?: "low" | "out";
}

const products = createRoute({
  getParentRoute: () => shellRoute,
  path: "products",
  validateSearch: (raw: Record<string, unknown>): ProductsSearch => ({
    page: pageNumber(raw),
    text: text(raw.text),
    stock: oneOf(raw.stock, ["low", "out"]),
  }),
  component: page(() => import("../features/products/ProductsPage.tsx"), "ProductsPage", "products"),
});

export const productsRoutes = [products] as const;
