import { confirmEnrolment, session, showSecondFactor } from "@kiosk/client";

/** Show a second factor: six digits from the app, or a recovery code. */
export async function show(code: string): Promise<void> {
  session.adopt((await showSecondFactor({ body: { code: code.replace(/\s/g, "") } })).access_token);
}

/** Turn the second factor on; gives the recovery codes, once. */
export async function turnOn(code: string): Promise<string[]> {
  const answer = await confirmEnrolment({ body: { code: code.replace(/\s/g, "") } });
  session.adopt(answer.access_token);
  return answer.recovery_codes;
}
