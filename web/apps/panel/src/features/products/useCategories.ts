import { listCategoriesAsStaffOptions } from "@kiosk/client/queries";
import { useQuery } from "@tanstack/react-query";
import { branches } from "../../lib/tree.ts";
import { useLanguage } from "../../texts/texts.ts";

/** The categories as choices of a field, in the order and depth of their tree. */
export function useCategories(): Array<{ value: string; label: string }> {
  const language = useLanguage();
  const { data } = useQuery(listCategoriesAsStaffOptions());
  return branches(data?.items ?? []).map(({ node, depth }) => ({
    value: String(node.id),
    label: `${"  ".repeat(depth)}${node.translations[language]?.name ?? node.name}`,
  }));
}
