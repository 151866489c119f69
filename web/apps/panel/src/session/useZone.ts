import { useShop } from "./useShop.ts";

/** The business's time zone, in which every time is shown; undefined until it is known. */
export function useZone(): string | undefined {
  return useShop()?.time_zone;
}
