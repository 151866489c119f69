import { createRoute } from "@tanstack/react-router";
import { page } from "./page.ts";
import { shellRoute } from "./root.tsx";

const categories = createRoute({
  getParentRoute: () => shellRoute,
  path: "categories",
  component: page(() => import("../features/categories/CategoriesPage.tsx"), "CategoriesPage", "categories"),
});

export const categoriesRoutes = [categories] as const;
