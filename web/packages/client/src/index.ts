import { client } from "./generated/client.gen.ts";
import { send } from "./wire.ts";

client.setConfig({ baseUrl: "", throwOnError: true, fetch: (input) => send(input as Request) });

export { connection } from "./connection.ts";
export * from "./generated/index.ts";
export { IdempotencyKeys } from "./idempotency.ts";
export { type LiveEvent, listen } from "./live.ts";
export { isRefusal, Offline, Refusal } from "./refusal.ts";
export { type SessionState, session } from "./session.ts";
export { onStepUp, send, speak } from "./wire.ts";
