import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { pageNumber, text } from "./search.ts";

const products = createRoute({
  getParentRoute: () => shellRoute,
  path: "products",
  validateSearch: (raw: Record<string, unknown>) => ({ page: pageNumber(raw), text: text(raw.text) }),
  component: page(() => import("../features/products/ProductsPage.tsx"), "ProductsPage", "products"),
});

export const productsRoutes = [products] as const;
