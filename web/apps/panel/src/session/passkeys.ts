import { session } from "@kiosk/client";
import { post } from "./calls.ts";

/** The person closed the browser's question, or the browser has no key for us. */
export class PasskeyUnused extends Error {
  override readonly name = "PasskeyUnused";
}

type Json = Record<string, unknown>;

/** Sign in with a key that the browser or the device keeps. Raises PasskeyUnused and Refusal. */
export async function signInWithPasskey(): Promise<void> {
  const options = await post<Json>("passkeys/sign-in/options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    unwrapped(options) as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = await shown(navigator.credentials.get({ publicKey }));
  const answer = await post<{ access_token: string }>("passkeys/sign-in", { credential });
  session.adopt(answer.access_token);
}

/** Have the device make a key for the account, and keep it under `name`. Raises PasskeyUnused and Refusal. */
export async function addPasskey(name: string): Promise<void> {
  const options = await post<Json>("passkeys/options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    unwrapped(options) as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  await post("passkeys", { name, credential: await shown(navigator.credentials.create({ publicKey })) });
}

/** WebAuthn libraries write the options bare or under "publicKey". */
function unwrapped(options: Json): Json {
  return (options.publicKey as Json | undefined) ?? options;
}

async function shown(asking: Promise<Credential | null>): Promise<unknown> {
  const credential = await asking.catch(() => null);
  if (!credential) throw new PasskeyUnused();
  return (credential as PublicKeyCredential).toJSON();
}
