/** Whether the server can be reached, as far as the last attempts tell. */
export class Connection {
  #reachable = true;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly isReachable = (): boolean => this.#reachable;

  report(reachable: boolean): void {
    if (this.#reachable === reachable) return;
    this.#reachable = reachable;
    for (const listener of this.#listeners) listener();
  }
}

export const connection = new Connection();
