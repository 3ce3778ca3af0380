/**
 * @file How many steps to take at once, so that a chunk takes about a given time. A chunk of n steps costs about
 * a + b n: binding and copying, and the steps themselves.
 */

/** Decides the length of chunks. */
export interface Pace {
  /** The number of steps, at least 1, that take about `budget` milliseconds. */
  next(budget: number): number;
  /** Tells what a chunk cost. */
  ran(steps: number, time: number): void;
}

/** Elements that the first chunk works on, over all its steps: under a millisecond when compiled. */
const FIRST_WORK = 2 ** 14;
const FIRST_STEPS = 64;
/** How many times the last chunk a chunk may be, as clocks are coarse and guesses wrong. */
const GROWTH = 4;
/** What an earlier chunk counts for beside the one after it. */
const MEMORY = 0.7;
/** Twice the steps at less than this many times the cost: more of it is overhead than steps. */
const MOSTLY_STEPS = 1.5;
/** How many times the budget a chunk may take in the search for the length where steps outweigh overhead. */
const PATIENCE = 4;

/** Learns from the chunks so far. */
export class LearnedPace implements Pace {
  /** Chunks that the next may rely on: the very first also warms up, as memory grows and the engine starts. */
  #known = -1;
  #last: {readonly steps: number; readonly time: number};
  /** Whether chunks still double, because the first took long: are steps slow, or is it overhead? */
  #searching = true;
  #least = 1;
  #steps = 0;
  #time = 0;

  /** @param width how many elements a step works on */
  constructor(width: number) {
    const steps = Math.max(1, Math.min(FIRST_STEPS, Math.floor(FIRST_WORK / Math.max(1, width))));
    this.#last = {steps, time: 0};
  }

  next(budget: number): number {
    const {steps, time} = this.#last;
    if (this.#known < 1) return steps;
    // a short chunk among the first shows that overhead is no matter
    if (this.#searching && time >= budget / 2 && time <= PATIENCE * budget) return 2 * steps;
    this.#searching = false;
    // at the mean rate so far, overhead included; as chunks get longer it counts less, and the rate comes right
    const wanted = Math.min((budget * this.#steps) / this.#time, GROWTH * steps);
    return Math.max(this.#least, Math.floor(wanted));
  }

  ran(steps: number, time: number): void {
    const before = this.#last;
    this.#last = {steps, time};
    if (++this.#known < 1) return;
    this.#steps = MEMORY * this.#steps + steps;
    this.#time = MEMORY * this.#time + time;
    if (this.#known < 2 || !this.#searching) return;
    this.#searching = time < MOSTLY_STEPS * before.time;
    this.#least = this.#searching ? before.steps : Math.max(this.#least, Math.floor(balance(before, time)));
  }
}

/** The steps that cost as much as the overhead, by a chunk and the time of one of twice its steps: a / b. */
function balance({steps, time}: {readonly steps: number; readonly time: number}, doubled: number): number {
  return (steps * (2 * time - doubled)) / (doubled - time);
}
