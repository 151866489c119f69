import type { Me } from "@kiosk/client";
import { readMeOptions } from "@kiosk/client/queries";
import { useSuspenseQuery } from "@tanstack/react-query";

export const meOptions = { ...readMeOptions(), staleTime: 60_000 };

/** Who looks at the page; the shell has asked before anything below it is drawn. */
export function useMe(): Me {
  return useSuspenseQuery(meOptions).data;
}

/** Whether they may do this: a verb of the server, "orders.move". */
export function useMay(): (verb: string) => boolean {
  const { permissions } = useMe();
  return (verb) => permissions.includes(verb);
}

/** What the session still owes before it may do anything else. */
export function owes({ second_factor: factor }: Me): "nothing" | "code" | "enrolment" {
  if (!factor.required || factor.satisfied) return "nothing";
  return factor.enrolled ? "code" : "enrolment";
}
