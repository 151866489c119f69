import { addPasskey, beginPasskey, beginPasskeySignIn, session, signInWithPasskey } from "@kiosk/client";

/** The person closed the browser's question, or the browser has no key for us. */
export class PasskeyUnused extends Error {
  override readonly name = "PasskeyUnused";
}

type Json = Record<string, unknown>;

/** Sign in with a key that the browser or the device keeps. Raises PasskeyUnused and Refusal. */
export async function enterWithPasskey(): Promise<void> {
  const options = (await beginPasskeySignIn()) as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await shown(navigator.credentials.get({ publicKey }));
  session.adopt((await signInWithPasskey({ body: { credential } })).access_token);
}

/** Have the device make a key for the account, and keep it under `name`. Raises PasskeyUnused and Refusal. */
export async function makePasskey(name: string): Promise<void> {
  const options = (await beginPasskey()) as unknown as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await shown(navigator.credentials.create({ publicKey }));
  session.adopt((await addPasskey({ body: { name, credential } })).access_token);
}

async function shown(asking: Promise<Credential | null>): Promise<Json> {
  const credential = await asking.catch(() => null);
  if (!credential) throw new PasskeyUnused();
  return (credential as PublicKeyCredential).toJSON() as unknown as Json;
}
