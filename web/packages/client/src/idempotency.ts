/** Makes a creating call safe to repeat: `createProduct({ body, headers: keys.headers() })`. */
export class IdempotencyKeys {
  #key: string | undefined;

  /** The headers of this attempt. Repeated attempts carry the same key until `done`. */
  headers(): { "Idempotency-Key": string } {
    this.#key ??= crypto.randomUUID();
    return { "Idempotency-Key": this.#key };
  }

  /** It went through, or the person changed what they send: the next call is a new one. */
  done(): void {
    this.#key = undefined;
  }
}
