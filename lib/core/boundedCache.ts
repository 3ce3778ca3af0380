/** @file A cache of at most so many things: the least recently used is the first to go. */

export class BoundedCache<T> {
  readonly #entries = new Map<string, T>();

  /** @param dispose what is done with a thing that goes */
  constructor(
    private readonly capacity: number,
    private readonly dispose: (value: T) => void,
  ) {}

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** What is there under this key, which now counts as used, or undefined. */
  get(key: string): T | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** Puts a thing under a key that has none. */
  add(key: string, value: T): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.capacity) return;
    const [oldest, evicted] = this.#entries.entries().next().value as [string, T];
    this.#entries.delete(oldest);
    this.dispose(evicted);
  }

  /** Disposes everything. */
  clear(): void {
    for (const value of this.#entries.values()) this.dispose(value);
    this.#entries.clear();
  }
}
