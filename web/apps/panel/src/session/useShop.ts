import type { ShopOut } from "@kiosk/client";
import { readShopOptions } from "@kiosk/client/queries";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "./me.ts";

const OUTSIDE = new Set(["customer", "seller"]);

/** What everybody who works here knows of the shop; undefined until it is known, and for who doesn't work here. */
export function useShop(): ShopOut | undefined {
  const { roles } = useMe();
  const { data } = useQuery({
    ...readShopOptions(),
    enabled: roles.some((role) => !OUTSIDE.has(role)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Whether it is noted who has paid. Most shops do, so nothing moves when it becomes known. */
export function useNotesPayments(): boolean {
  return useShop()?.notes_payments ?? true;
}
