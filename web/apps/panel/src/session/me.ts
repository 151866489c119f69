import { client } from "@kiosk/client";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

/** The person who is signed in, as `GET /api/v1/auth/me` tells. */
export interface Me {
  id: number;
  email: string | null;
  login: string | null;
  first_name: string;
  last_name: string;
  full_name: string;
  phone: string | null;
  avatar: string | null;
  locale: string | null;
  role: string;
  roles: string[];
  permissions: string[];
  telegram_id: number | null;
  telegram_username: string | null;
  is_active: boolean;
  is_verified: boolean;
  second_factor: { required: boolean; enrolled: boolean; satisfied: boolean };
}

export const meOptions = queryOptions({
  queryKey: [{ _id: "readMe" }],
  queryFn: async () => (await client.get({ url: "/api/v1/auth/me", responseStyle: "data" })) as Me,
  staleTime: 60_000,
});

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
