/** @file Whose turn it is after a change: the experiment being used at once, those in view next, the others in a pause. */
import type {Experiment} from "./experiment.js";
import type {LabValues} from "./parameters.js";

/** How long nothing must change before experiments out of view run. Milliseconds. */
const PAUSE = 120;

export interface Turns {
  readonly run: (values: LabValues) => void;
  readonly stop: () => void;
}

/**
 * Runs experiments in turns, each in a task of its own but the first. A figure is `aria-busy` until it shows the values.
 * @param inUse the experiment whose control is being moved, if any
 */
export function inTurns(experiments: readonly Experiment[], inUse: () => Experiment | undefined): Turns {
  const inView = new Set<Element>();
  const waiting = new Set<Experiment>();
  let values: LabValues | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (experiment: Experiment): void => {
    waiting.delete(experiment);
    if (values !== undefined) experiment.update(values);
  };
  const next = (): void => {
    clearTimeout(timer);
    const seen = [...waiting].find(({figure}) => inView.has(figure));
    if (seen !== undefined) timer = setTimeout(() => (take(seen), next()));
    else if (waiting.size > 0) timer = setTimeout(rest, PAUSE);
  };
  const rest = (): void => {
    const [first] = waiting;
    if (first === undefined) return;
    take(first);
    timer = setTimeout(rest);
  };
  const views = new IntersectionObserver((changes) => {
    for (const {target, isIntersecting} of changes) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    if (waiting.size > 0) next();
  });
  for (const {figure} of experiments) views.observe(figure);

  return {
    run(now) {
      values = now;
      for (const experiment of experiments) {
        waiting.add(experiment);
        experiment.figure.setAttribute("aria-busy", "true");
      }
      const first = inUse() ?? experiments.find(({figure}) => inView.has(figure)) ?? experiments[0];
      if (first !== undefined) take(first);
      next();
    },
    stop() {
      clearTimeout(timer);
      views.disconnect();
    },
  };
}
