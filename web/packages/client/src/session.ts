import { connection } from "./connection.ts";
import { earlyOr } from "./early.ts";
import { Offline, readRefusal } from "./refusal.ts";

const REFRESH = "/api/v1/auth/refresh";
const SIGN_OUT = "/api/v1/auth/sign-out";
const NAME = "kiosk.session";
/** A token is renewed this long before it runs out, so that no call meets its end. */
const MARGIN = 60_000;

/** Calls that carry the cookie say that our own page sends them. */
export const OWN_PAGE = { "X-Kiosk": "1" } as const;

export type SessionState = "unknown" | "signed-out" | "signed-in";
type Told = { kind: "token"; token: string; freshUntil: number } | { kind: "ended" };

/** How long a token lives in milliseconds, by its own claims; ten minutes if it has none. */
export function lifetime(token: string): number {
  const { exp, iat } = claims(token);
  const life = (Number(exp) - Number(iat)) * 1000;
  return Number.isFinite(life) ? life : 600_000;
}

function subjectOf(token: string): string | undefined {
  const { sub } = claims(token);
  return sub === undefined ? undefined : String(sub);
}

function claims(token: string): Record<string, unknown> {
  try {
    return JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}

/**
 * Who is signed in in this browser. The access token lives in memory only; the cookie that renews it is out of any
 * script's reach. Tabs renew one after the other under a lock and tell each other what they got.
 */
export class Session {
  #state: SessionState = "unknown";
  #token: string | undefined;
  #subject: string | undefined;
  #freshUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewal: Promise<void> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(NAME);

  constructor() {
    this.#tabs?.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.kind === "ended") this.#forget();
      else this.#keep(data.token, data.freshUntil);
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Whose token it is: another tab may have signed in as somebody else. */
  readonly subject = (): string | undefined => this.#subject;

  /** The token for a call, renewed first when it is about to run out; undefined when nobody is signed in. */
  async token(): Promise<string | undefined> {
    if (this.#token && Date.now() > this.#freshUntil) await this.renew(this.#token);
    return this.#token;
  }

  /** Somebody signed in or showed a second factor: this is the new token. */
  adopt(token: string): void {
    const freshUntil = Date.now() + Math.max(0, lifetime(token) - MARGIN);
    this.#keep(token, freshUntil);
    this.#tabs?.postMessage({ kind: "token", token, freshUntil } satisfies Told);
  }

  /** At load: find out whether the cookie still signs somebody in. Raises Offline. */
  async restore(): Promise<SessionState> {
    if (this.#state === "unknown") await this.renew(undefined);
    return this.#state;
  }

  /** Exchange `stale` for a new token; several callers and several tabs share one exchange. Raises Offline. */
  renew(stale: string | undefined): Promise<void> {
    this.#renewal ??= alone(() => this.#exchange(stale)).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** Sign out, in every tab. Without a network the cookie stays until the server hears of it: raises Offline. */
  async end(): Promise<void> {
    await post(SIGN_OUT);
    this.ended();
  }

  /** The session is over already; forget it, here and in the other tabs. */
  ended(): void {
    this.#forget();
    this.#tabs?.postMessage({ kind: "ended" } satisfies Told);
  }

  async #exchange(stale: string | undefined): Promise<void> {
    if (this.#token && this.#token !== stale) return; // another tab was quicker
    const answer = await earlyOr(REFRESH, () => post(REFRESH));
    if (answer.ok) this.adopt(((await answer.json()) as { access_token: string }).access_token);
    else if (answer.status === 401 || answer.status === 403) this.ended();
    else throw await readRefusal(answer);
  }

  #keep(token: string, freshUntil: number): void {
    this.#token = token;
    this.#freshUntil = freshUntil;
    clearTimeout(this.#timer);
    const wait = Math.max(1000, freshUntil - Date.now());
    this.#timer = setTimeout(() => void this.token().catch(() => undefined), wait + 50);
    this.#become("signed-in", subjectOf(token));
  }

  #forget(): void {
    this.#token = undefined;
    clearTimeout(this.#timer);
    this.#become("signed-out", undefined);
  }

  #become(state: SessionState, subject: string | undefined): void {
    if (this.#state === state && this.#subject === subject) return;
    this.#state = state;
    this.#subject = subject;
    for (const listener of this.#listeners) listener();
  }
}

/** Runs `act` while no other tab does the same; where the browser has no locks, at once. */
async function alone(act: () => Promise<void>): Promise<void> {
  if (typeof navigator === "undefined" || !navigator.locks) return act();
  return navigator.locks.request(NAME, act);
}

async function post(path: string): Promise<Response> {
  try {
    const answer = await fetch(path, { method: "POST", headers: OWN_PAGE, credentials: "same-origin" });
    connection.report(true);
    return answer;
  } catch {
    connection.report(false);
    throw new Offline();
  }
}

export const session = new Session();
