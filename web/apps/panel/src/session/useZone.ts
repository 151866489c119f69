import { readShopOptions } from "@kiosk/client/queries";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "./me.ts";

const OUTSIDE = new Set(["customer", "seller"]);

/** The business's time zone, in which every time is shown; undefined until it is known. */
export function useZone(): string | undefined {
  const { roles } = useMe();
  const { data } = useQuery({
    ...readShopOptions(),
    enabled: roles.some((role) => !OUTSIDE.has(role)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.time_zone;
}
