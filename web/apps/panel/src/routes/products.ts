import { createRoute } from "@tanstack/react-router";
import { type ProductsSearch, SORTS } from "../features/products/search.ts";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";
import { id, oneOf, pageNumber, text } from "./search.ts";

const products = createRoute({
  getParentRoute: () => shellRoute,
  path: "products",
  validateSearch: (raw: Record<string, unknown>): ProductsSearch => ({
    page: pageNumber(raw),
    text: text(raw.text),
    category: String(raw.category) === "0" ? 0 : id(raw.category),
    shown: oneOf(raw.shown, ["yes", "no"]),
    stock: oneOf(raw.stock, ["low", "out"]),
    sort: oneOf(raw.sort, SORTS),
  }),
  component: page(() => import("../features/products/ProductsPage.tsx"), "ProductsPage", "products"),
});

const newProduct = createRoute({
  getParentRoute: () => shellRoute,
  path: "products/new",
  component: page(
    () => import("../features/products/editor/NewProductPage.tsx"),
    "NewProductPage",
    "products",
  ),
});

const product = createRoute({
  getParentRoute: () => shellRoute,
  path: "products/$id",
  component: page(() => import("../features/products/editor/ProductPage.tsx"), "ProductPage", "products"),
});

export const productsRoutes = [products, newProduct, product] as const;
