/** Makes a call safe to repeat: `createProduct({ body, headers: keys.headers(body) })`. */
export class IdempotencyKeys {
  #key: string | undefined;
  #sent: string | undefined;

  /** The headers of this attempt. Repeated attempts carry the same key until `done`; another body is another call. */
  headers(body?: unknown): { "Idempotency-Key": string } {
    const text = JSON.stringify(body);
    if (text !== this.#sent) this.done();
    this.#sent = text;
    this.#key ??= crypto.randomUUID();
    return { "Idempotency-Key": this.#key };
  }

  /** It went through, or the person changed what they send: the next call is a new one. */
  done(): void {
    this.#key = undefined;
  }
}
