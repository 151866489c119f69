import { connection } from "./connection.ts";
import { earlyOr } from "./early.ts";
import { Offline, type Refusal, readRefusal } from "./refusal.ts";
import { OWN_PAGE, session } from "./session.ts";

const STEP_UP = "identity.step-up-required";
/** A refused token is worth one renewal; a wrong password, which is 401 too, is not. */
const SPENT = new Set(["identity.unauthenticated", "identity.signed-out"]);

let language = "en";
let confirm: () => Promise<boolean> = async () => false;
let asked: Promise<boolean> | undefined;

/** From now on the server answers in this language. */
export function speak(chosen: string): void {
  language = chosen;
}

/** What asks the person for their second factor once more; it says whether the call may be repeated. */
export function onStepUp(ask: () => Promise<boolean>): void {
  confirm = ask;
}

/** Sends a call as the person who is signed in. Raises Refusal and Offline; gives successful answers only. */
export async function send(request: Request): Promise<Response> {
  let token = await session.token();
  let answer = await attempt(request, token);
  if (answer.ok) return answer;
  let refusal = await readRefusal(answer);
  if (token && refusal.status === 401 && SPENT.has(refusal.code)) {
    await session.renew(token);
    token = await session.token();
    if (!token) throw refusal;
    answer = await attempt(request, token);
    if (answer.ok) return answer;
    refusal = await readRefusal(answer);
  }
  if (refusal.code === STEP_UP && (await confirmOnce())) return repeat(request, refusal);
  throw refusal;
}

async function repeat(request: Request, refusal: Refusal): Promise<Response> {
  const answer = await attempt(request, await session.token());
  if (answer.ok) return answer;
  const again = await readRefusal(answer);
  throw again.code === STEP_UP ? refusal : again;
}

/** Several refused calls open one dialog. */
function confirmOnce(): Promise<boolean> {
  asked ??= confirm().finally(() => {
    asked = undefined;
  });
  return asked;
}

async function attempt(request: Request, token: string | undefined): Promise<Response> {
  const copy = new Request(request.clone(), { credentials: "same-origin" });
  copy.headers.set("Accept-Language", language);
  for (const [name, value] of Object.entries(OWN_PAGE)) copy.headers.set(name, value);
  if (token) copy.headers.set("Authorization", `Bearer ${token}`);
  try {
    const { pathname, search } = new URL(copy.url);
    const answer = await (copy.method === "GET"
      ? earlyOr(pathname + search, () => fetch(copy))
      : fetch(copy));
    connection.report(true);
    return answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    connection.report(false);
    throw new Offline();
  }
}
