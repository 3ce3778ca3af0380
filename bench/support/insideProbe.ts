/**
 * @file Looks inside runs of compiled programs: when the machine code began and ended, and how large its memory is.
 * It wraps the instances that are made while it is installed; nothing in the package knows of it.
 */
export class InsideProbe {
  /** When the last run entered and left its machine code; values of `performance.now()`. */
  entered = 0;
  left = 0;
  #memory: WebAssembly.Memory | null = null;

  /** The size of the memory of the instance made last. */
  get bytes(): number {
    return this.#memory?.buffer.byteLength ?? 0;
  }

  /** Runs `body` with every instance it makes wrapped. */
  static during<T>(body: (probe: InsideProbe) => T): T {
    const probe = new InsideProbe();
    const Original = WebAssembly.Instance;
    WebAssembly.Instance = function (module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      const {exports} = new Original(module, imports);
      const run = exports.run as () => void;
      probe.#memory = (imports?.env?.memory ?? null) as WebAssembly.Memory | null;
      return {
        exports: {
          run: () => {
            probe.entered = performance.now();
            run();
            probe.left = performance.now();
          },
        },
      };
    } as unknown as typeof Original;
    const restore = () => {
      WebAssembly.Instance = Original;
    };
    let value: T | undefined;
    try {
      value = body(probe);
      return value;
    } finally {
      if (value instanceof Promise) void value.finally(restore);
      else restore();
    }
  }
}
