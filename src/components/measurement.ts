/** @file A measurement that a reader starts and may stop: its two buttons, what is said meanwhile, and how it ends. */
import {element} from "./element.js";

/** What is measured, and where it shows. */
export interface MeasurementParts {
  /** Where the buttons go. */
  readonly into: HTMLElement;
  /** What the button that starts it says. */
  readonly label: string;
  /** Marked as busy meanwhile. */
  readonly table: HTMLElement;
  /** Takes why it was stopped, or what went wrong. */
  readonly say: (text: string) => void;
  /** Measures, until the signal says stop. */
  readonly measure: (signal: AbortSignal) => Promise<void>;
  /** Called when it is over, in whatever way. */
  readonly onEnd?: () => void;
}

export interface Measurement {
  /** Starts it, unless it runs. */
  readonly start: () => void;
  readonly stop: (why: string) => void;
  /** Whether it runs. */
  readonly busy: () => boolean;
}

export function measurement({into, label, table, say, measure, onEnd}: MeasurementParts): Measurement {
  let under: AbortController | null = null;
  const idle = (is: boolean): void => {
    startButton.setAttribute("aria-disabled", String(!is));
    cancel.setAttribute("aria-disabled", String(is));
    table.toggleAttribute("data-busy", !is);
  };
  const run = async (): Promise<void> => {
    if (under !== null) return;
    const {signal} = (under = new AbortController());
    idle(false);
    try {
      await measure(signal);
    } catch (error) {
      say(signal.aborted ? String(signal.reason) : `stopped: ${String(error)}`);
    } finally {
      under = null;
      idle(true);
      onEnd?.();
    }
  };
  const start = (): void => void run();
  const stop = (why: string): void => under?.abort(why);
  const startButton = element("button", {type: "button", class: "button", onclick: start}, label);
  const cancel = element("button", {type: "button", class: "button", onclick: () => stop("stopped")}, "Cancel");
  into.replaceChildren(startButton, " ", cancel);
  idle(true);
  return {start, stop, busy: () => under !== null};
}
