import { client, confirmEnrolment, session, showSecondFactor } from "@kiosk/client";

/** POST to `/api/v1/auth/...`; gives the answer's body. */
export async function post<T>(path: string, body?: unknown): Promise<T> {
  const json = body === undefined ? {} : { body, headers: { "Content-Type": "application/json" } };
  return (await client.post({ url: `/api/v1/auth/${path}`, responseStyle: "data", ...json })) as unknown as T;
}

const typed = (code: string): string => code.replace(/[\s-]/g, "");

/** Show a second factor: six digits from the app, or a recovery code. */
export async function show(code: string): Promise<void> {
  session.adopt((await showSecondFactor({ body: { code: code.trim() } })).access_token);
}

/** Turn the second factor on; gives the recovery codes, once. */
export async function turnOn(code: string): Promise<string[]> {
  const answer = await confirmEnrolment({ body: { code: typed(code) } });
  session.adopt(answer.access_token);
  return answer.recovery_codes;
}
