/** @file A child process that answers one line for each line it is asked, so that it is measured in turn with the others. */
import {spawn} from "node:child_process";
import type {ChildProcessByStdio} from "node:child_process";
import {createInterface} from "node:readline";
import type {Readable, Writable} from "node:stream";

/** It ends with this process, which does not wait for it. */
export class LineChild {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;
  readonly #command: string;

  /** @param quiet whether what it complains of is left out of the terminal */
  constructor(command: string, args: readonly string[] = [], quiet = false) {
    this.#command = command;
    this.#child = spawn(command, args, {stdio: ["pipe", "pipe", quiet ? "ignore" : "inherit"]});
    // a command that is not there, or a child that has died, shows as a missing answer
    for (const source of [this.#child, this.#child.stdin]) source.on("error", () => undefined);
    this.#answers = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    this.#child.unref();
    for (const stream of [this.#child.stdin, this.#child.stdout]) {
      (stream as unknown as {unref?(): void}).unref?.();
    }
  }

  /** Asks one line; the answer to it. @throws where there is none */
  ask(line: string): Promise<string> {
    this.#child.stdin.write(`${line}\n`);
    return this.next();
  }

  /** The next line that it says. */
  async next(): Promise<string> {
    // a pending answer must keep this process alive
    const pending = setInterval(() => undefined, 60_000);
    try {
      const answer = await this.#answers.next();
      if (answer.done === true) throw new Error(`bench: ${this.#command} ended, expected an answer`);
      return answer.value;
    } finally {
      clearInterval(pending);
    }
  }

  /** Lets it end: nothing more will be asked. */
  close(): void {
    this.#child.stdin.end();
  }
}
