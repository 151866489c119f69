/** Who asks. The access token stays in memory; the refresh token is in a cookie that no script can read. */
let token: string | undefined;

/** The headers that say who asks. */
export function credentials(): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

const MARK = "kiosk.api.signed-in";

// Only that there is a session: asking for one that never was would be answered 401.
function mark(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(MARK, "yes");
    else localStorage.removeItem(MARK);
  } catch {
    // Without storage one signs in at every visit.
  }
}

function marked(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

async function take(answer: Response): Promise<string> {
  const body: { access_token?: string; detail?: string } = await answer.json();
  token = answer.ok ? body.access_token : undefined;
  mark(token !== undefined);
  return token ? "" : (body.detail ?? `${answer.status}`);
}

/** Sign in; gives why not, or an empty text. */
export async function signIn(login: string, password: string): Promise<string> {
  const form = new URLSearchParams({ username: login, password });
  return take(await fetch("/api/v1/auth/token", { method: "POST", body: form }));
}

/** Go on with the session of an earlier visit, if there was one. */
export async function resume(): Promise<boolean> {
  if (!marked()) return false;
  return (await take(await fetch("/api/v1/auth/refresh", { method: "POST" }))) === "";
}

/** End the session. */
export async function signOut(): Promise<void> {
  token = undefined;
  mark(false);
  await fetch("/api/v1/auth/sign-out", { method: "POST" });
}
