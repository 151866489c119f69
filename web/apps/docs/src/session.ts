/** Who asks. The access token stays in memory; the refresh token is in a cookie that no script can read. */
let token: string | undefined;

/** The headers that say who asks. */
export function credentials(): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function take(answer: Response): Promise<string> {
  const body: { access_token?: string; detail?: string } = await answer.json();
  token = answer.ok ? body.access_token : undefined;
  return token ? "" : (body.detail ?? `${answer.status}`);
}

/** Sign in; gives why not, or an empty text. */
export async function signIn(login: string, password: string): Promise<string> {
  const form = new URLSearchParams({ username: login, password });
  return take(await fetch("/api/v1/auth/token", { method: "POST", body: form }));
}

/** Go on with the session of an earlier visit, if there is one. */
export async function resume(): Promise<boolean> {
  return (await take(await fetch("/api/v1/auth/refresh", { method: "POST" }))) === "";
}

/** End the session. */
export async function signOut(): Promise<void> {
  token = undefined;
  await fetch("/api/v1/auth/sign-out", { method: "POST" });
}
