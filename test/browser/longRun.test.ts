/** @file A long run in a page: forLoopAsync leaves the page its frames and timers, and can be stopped. */
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {packageOnPage} from "../support/packageOnPage.js";

browserTest(
  "forLoopAsync: 20,000 neurons for 5,000 steps, and no task freezes the page",
  async ({watched, siteUrl}) => {
    const {page, problems} = watched;
    await packageOnPage(page, siteUrl);
    const seen = await page.evaluate(async () => {
      const {spikeloop} = globalThis;
      const {LIFRef, State, arange, environ, forLoopAsync, initAllStates, linspace, mA, mV, ms, sum, zeros} = spikeloop;
      const neuron = initAllStates(new LIFRef(20_000, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));
      const counts = new State(zeros(20_000));
      const currents = linspace(mA(5), mA(40), 20_000);
      const run = (steps: number, signal?: AbortSignal, onProgress?: () => void) =>
        environ.context({dt: ms(0.1)}, () =>
          forLoopAsync(
            (t) =>
              environ.context({t}, () => {
                neuron.update(currents);
                counts.value = counts.value.add(neuron.getSpike());
              }),
            arange(steps).mul(ms(0.1)),
            {signal, onProgress},
          ),
        );
      await run(1);
      initAllStates(neuron);
      counts.value = zeros(20_000);

      const longTasks: number[] = [];
      new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({duration}) => duration))).observe({
        type: "longtask",
      });
      let [tasks, frames, timers] = [0, 0, 0];
      const frame = () => {
        frames++;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      const timer = setInterval(() => timers++, 10);
      const start = performance.now();
      await run(5000, undefined, () => tasks++);
      const time = performance.now() - start;
      clearInterval(timer);
      // entries reach the observer in a task of their own
      await new Promise((resolve) => setTimeout(resolve, 100));

      const total = sum(counts.value).toNumber();
      const stop = new AbortController();
      setTimeout(() => stop.abort("enough"), 0);
      const outcome: unknown = await run(5000, stop.signal).then(
        () => "ran to its end",
        (reason: unknown) => reason,
      );
      return {longTasks, tasks, frames, timers, time, total, outcome, after: sum(counts.value).toNumber()};
    });
    expect(seen.total).toBe(617337); // as forLoop in Node
    expect(seen.tasks).toBeGreaterThan(5);
    expect(Math.max(0, ...seen.longTasks), `longest of ${String(seen.tasks)} tasks`).toBeLessThan(100);
    expect(seen.longTasks.length).toBeLessThanOrEqual(seen.tasks / 10);
    expect(seen.frames, `frames in ${seen.time.toFixed(0)} ms`).toBeGreaterThan(seen.time / 100);
    expect(seen.timers, `timers of 10 ms in ${seen.time.toFixed(0)} ms`).toBeGreaterThan(seen.time / 100);
    expect(seen).toMatchObject({outcome: "enough", after: seen.total});
    expect(problems).toEqual([]);
  },
);
