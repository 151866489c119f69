import { acceptInvitation, askTelegramSignIn, type Me, session, signIn, signInByLink } from "@kiosk/client";

/** Sign in with a password. Raises Refusal: identity.wrong-credentials, identity.too-many-attempts. */
export async function signInWithPassword(username: string, password: string): Promise<void> {
  session.adopt((await signIn({ body: { username, password } })).access_token);
}

/** Ask whether the person has answered in the bot; signs in when they have. */
export async function askTelegram(auth_code: string): Promise<"waiting" | "done" | "expired"> {
  const { status, access_token } = await askTelegramSignIn({ path: { auth_code } });
  if (access_token) session.adopt(access_token);
  return access_token ? "done" : status === "expired" ? "expired" : "waiting";
}

export interface Newcomer extends Pick<Me, "first_name"> {
  login: string;
  password: string;
  last_name: string;
}

/** Accept an invitation; an address in the login's place is the account's e-mail. */
export async function accept(token: string, { login, ...person }: Newcomer): Promise<void> {
  const name = login.includes("@") ? { email: login } : { login };
  session.adopt((await acceptInvitation({ body: { token, ...name, ...person } })).access_token);
}

/** Sign in by a one-time link. */
export async function enterByLink(token: string): Promise<void> {
  session.adopt((await signInByLink({ body: { token } })).access_token);
}
