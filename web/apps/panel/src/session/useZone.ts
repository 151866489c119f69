import { readBusinessOptions } from "@kiosk/client/queries";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "./me.ts";

/** The business's time zone, for whoever may know it; undefined: the device's own is shown. */
export function useZone(): string | undefined {
  const may = useMay();
  const { data } = useQuery({
    ...readBusinessOptions(),
    enabled: may("settings.edit"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.time_zone;
}
