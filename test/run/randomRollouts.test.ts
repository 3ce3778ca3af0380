/** @file Loops in chunks and in parts of lanes: whichever way a random rollout runs, it gives the bits of one run. */
import fc from "fast-check";
import {afterAll, describe, expect, test} from "vitest";
import type {Executable} from "../../lib/backends/backend.js";
import {interpretBackend} from "../../lib/backends/interpretBackend.js";
import {WasmExecutable} from "../../lib/backends/wasm/executable.js";
import {wasmBackend} from "../../lib/backends/wasm/wasmBackend.js";
import {interpret} from "../../lib/ir/interpret.js";
import {optimize} from "../../lib/ir/passes/optimize.js";
import type {LoopOp, RuntimeArray} from "../../lib/ir/types.js";
import {verify} from "../../lib/ir/verify.js";
import {ChunkedRun} from "../../lib/run/chunkedRun.js";
import type {Lanes} from "../../lib/run/collector.js";
import {Collector} from "../../lib/run/collector.js";
import type {Links} from "../../lib/run/links.js";
import {linksOf} from "../../lib/run/links.js";
import {partOf, shareOut} from "../../lib/run/workers/lanes.js";
import {Plan} from "../../lib/run/workers/plan.js";
import {releaseWorkers} from "../../lib/run/workers/pool.js";
import {place, runJobs} from "../../lib/run/workers/runJobs.js";
import type {LoopPart} from "../../lib/run/workers/split.js";
import {splitLoops} from "../../lib/run/workers/split.js";
import type {RandomRollout} from "../ir/randomRollout.js";
import {LANES, LARGE, randomRollout} from "../ir/randomRollout.js";
import {fuzzBudget, isLong} from "../support/fuzzBudget.js";
import {firstDifference} from "../support/sameBits.js";

const TESTS = 5;
const {bounds, timeout} = fuzzBudget(TESTS, 160);
/** Where each takes a while. */
const few = fuzzBudget(TESTS, 30);

let programs = 0;

afterAll(() => {
  releaseWorkers();
  if (isLong) console.log(`${String(programs)} random rollouts ran`);
});

function using<E extends Executable, T>(executable: E, use: (executable: E) => T): T {
  try {
    return use(executable);
  } finally {
    executable.dispose();
  }
}

/** One run of all steps and all lanes. */
function wholeRun({program, inputs}: RandomRollout, firstStep = 0): RuntimeArray[] {
  programs++;
  return using(wasmBackend.compile(optimize(program)), (executable) => executable.run(inputs, {firstStep}));
}

/** How many steps each chunk has, over and over. */
const chunkLengths = (): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 4});

function inChunks(run: ChunkedRun, lengths: readonly number[], chunk: (first: number, steps: number) => void): void {
  let i = 0;
  do chunk(run.done, Math.min(lengths[i++ % lengths.length] ?? 1, run.total - run.done));
  while (run.done < run.total);
}

/** What a run of a loop in shares of its lanes gives goes to `collector`, as `runJobs` puts it. */
function runShare(
  plan: Plan,
  loop: LoopPart,
  inputs: readonly RuntimeArray[],
  lanes: Lanes | null,
  lengths: readonly number[],
  collector: Collector,
): void {
  const {module, layout, links} = plan.compiled(loop, lanes?.count ?? null);
  const own = inputs.map((input, i) =>
    partOf(input, loop.program.params[i] as (typeof loop.program.params)[number], lanes),
  );
  const put = (result: number, part: RuntimeArray | undefined, first: number, steps: number): void => {
    place({loop, lanes}, collector, Infinity, [[result, part as RuntimeArray]], first, steps);
  };
  using(new WasmExecutable(module, layout), (executable) => {
    const run = new ChunkedRun(links, own);
    inChunks(run, lengths, (first, steps) => {
      const results = run.advance(executable, steps);
      for (const {result} of links.stacks) put(result, results[result], first, steps);
      if (run.done >= run.total) for (const [, result] of links.carries) put(result, results[result], 0, run.total);
    });
  });
}

test("randomRollout: gives loops of all kinds, and populations of all sizes around a vector", {timeout: 30_000}, () => {
  const kinds = new Map<string, number>();
  const found = (kind: string): number => kinds.get(kind) ?? 0;
  const count = (kind: string): void => void kinds.set(kind, found(kind) + 1);
  for (const {program, lanes} of fc.sample(randomRollout(), {numRuns: 250, seed: 1})) {
    verify(program);
    linksOf(program);
    const {loops} = splitLoops(optimize(program));
    const blocked = loops.some((loop) => loop.lanes !== null && loop.lanes > 4);
    count(`${String(lanes)} lanes`);
    if (blocked) count("blocked");
    if (loops.some((loop) => loop.lanes === null)) count("step-major");
    if (loops.length > 1) count("spared");
    if (loops.length > 1 && blocked) count("spared and blocked");
    if (loops.some(({links}) => links.stacks.some(({rule}) => rule.every > 1))) count("keeping some steps");
  }
  const least = {blocked: 40, "step-major": 25, spared: 12, "spared and blocked": 8, "keeping some steps": 80};
  for (const [kind, times] of Object.entries(least)) expect(found(kind), kind).toBeGreaterThan(times);
  for (const lanes of LANES) expect(found(`${String(lanes)} lanes`), `${String(lanes)} lanes`).toBeGreaterThan(1);
});

describe("a random rollout: gives the bits of the interpreter", () => {
  const alike = (rollout: RandomRollout): void => {
    const {program, inputs, firstStep} = rollout;
    expect(firstDifference(wholeRun(rollout, firstStep), interpret(program, inputs, firstStep))).toBeNull();
  };

  test("on wasm, after the passes", {timeout}, () => {
    fc.assert(fc.property(randomRollout(), alike), bounds);
  });

  test("of many lanes", {timeout}, () => {
    fc.assert(fc.property(randomRollout(LARGE), alike), few.bounds);
  });
});

describe("a random rollout: gives the bits of one run", () => {
  test("in chunks of steps, on either backend", {timeout}, () => {
    const backends = fc.constantFrom(wasmBackend, wasmBackend, interpretBackend);
    fc.assert(
      fc.property(randomRollout(), chunkLengths(), backends, fc.boolean(), (rollout, lengths, backend, inPlace) => {
        const {program, inputs} = rollout;
        const links = linksOf(program);
        const run = new ChunkedRun(links, inputs);
        const collector = new Collector("test", program.results, links, run.total);
        using(backend.compile(optimize(program)), (executable) => {
          inChunks(run, lengths, (first, steps) => {
            const results = run.advance(executable, steps, inPlace ? collector.into(first, steps) : undefined);
            if (!inPlace) results.forEach((part, i) => collector.put(i, part, first, steps, null));
          });
        });
        expect(firstDifference(collector.results, wholeRun(rollout))).toBeNull();
      }),
      bounds,
    );
  });

  test("in chunks of steps and parts of its lanes", {timeout}, () => {
    const populations = fc.oneof({weight: 9, arbitrary: randomRollout()}, {weight: 1, arbitrary: randomRollout(LARGE)});
    fc.assert(
      fc.property(populations, chunkLengths(), fc.integer({min: 1, max: 4}), (rollout, lengths, parts) => {
        const {program, inputs, steps} = rollout;
        const plan = new Plan(program);
        try {
          const collector = new Collector("test", program.results, linksOf(program), steps);
          const sourceOf = plan.prepare(inputs);
          for (const [result, source] of plan.split.others) collector.put(result, sourceOf(source), 0, steps, null);
          for (const loop of plan.split.loops) {
            const shares = loop.lanes === null ? [] : shareOut(loop.lanes, parts, 1);
            for (const lanes of shares.length > 1 ? shares : [null]) {
              runShare(plan, loop, loop.sources.map(sourceOf), lanes, lengths, collector);
            }
          }
          expect(firstDifference(collector.results, wholeRun(rollout))).toBeNull();
        } finally {
          plan.dispose();
        }
      }),
      bounds,
    );
  });

  test("in workers, told or kept", {timeout: few.timeout}, async () => {
    // so many steps that compiled code takes them in several calls, and workers in several chunks
    const populations = randomRollout({lanes: [385, 4500, 384, 49, 33_001, 3], maxSteps: 600, maxWork: 300_000});
    await fc.assert(
      fc.asyncProperty(populations, fc.boolean(), fc.nat(), async (rollout, shared, cut) => {
        const {program, inputs, steps} = rollout;
        const links = linksOf(program);
        // records are the last results, and some may only be looked at
        const kept = program.results.length - (cut % ((program.ops.at(-1) as LoopOp).records.length + 1));
        const collector = new Collector("test", program.results.slice(0, kept), links, steps, shared);
        const looked = new Collector("test", program.results.slice(kept), shifted(links, kept), steps);
        const plan = new Plan(program);
        const run = runJobs(
          plan,
          inputs,
          collector,
          kept,
          steps,
          {workers: 2, sliceTime: 0.1},
          {
            onChunk(results, first, count, lanes) {
              results.forEach((rows, i) => {
                if (rows !== undefined) looked.put(i, rows, first, count, lanes);
              });
            },
            onProgress: () => undefined,
          },
        );
        await run.ended;
        plan.dispose();
        expect(firstDifference([...collector.results, ...looked.results], wholeRun(rollout))).toBeNull();
      }),
      few.bounds,
    );
  });
});

/** Links of the results from `kept` on. */
function shifted(links: Links, kept: number): Links {
  return {...links, stacks: links.stacks.map(({result, rule}) => ({result: result - kept, rule}))};
}
