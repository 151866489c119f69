import { client } from "@kiosk/client";
import { queryOptions } from "@tanstack/react-query";
import { post } from "../../session/calls.ts";

export interface Passkey {
  id: number;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export const passkeysOptions = queryOptions({
  queryKey: [{ _id: "listPasskeys" }],
  queryFn: async () => {
    const answer = await client.get({ url: "/api/v1/auth/passkeys", responseStyle: "data" });
    return (answer as unknown as { items: Passkey[] }).items;
  },
});

export const removePasskey = (id: number): Promise<unknown> =>
  client.delete({ url: `/api/v1/auth/passkeys/${id}` });

export const changePassword = (current_password: string, new_password: string): Promise<unknown> =>
  post("password", { current_password, new_password });
