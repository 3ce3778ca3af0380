/** @file LIFRef neurons on a page of Chromium: wasm, workers, and the modes of the GPU backend, on software or a card. */
import {findChromium} from "../test/support/chromium.js";
import {chromiumSwitches, ON_HARDWARE, openPage} from "./support/chromiumPage.js";
import {measure, QUICK} from "./support/measure.js";
import type {Settings} from "./support/measure.js";
import {digits} from "./support/report.js";
import type {Report} from "./support/report.js";
import {casesOf, firstCalls, openDevices} from "./work/gpuCases.js";
import {lanesTable, stepsTable, timesTable} from "./work/gpuTables.js";
import type {GpuPoint} from "./work/gpuTables.js";
import {EVERY} from "./work/gpuWays.js";
import type {Work} from "./work/lifRefRollout.js";

type Sizes = readonly (readonly [lanes: number, steps: number])[];

/** What is measured where. Cost is linear in steps, so a slow device gets few: none of its calls should take 10 s. */
interface Plan {
  readonly sizes: Sizes;
  readonly recordSteps: number;
  readonly stepCounts: readonly number[];
}

const CARD: Plan = {
  sizes: [
    [100, 2000],
    [1000, 2000],
    [10_000, 2000],
    [100_000, 2000],
    [1_000_000, 500],
  ],
  recordSteps: 2000,
  stepCounts: [500, 1000, 2000, 4000],
};
const SOFTWARE: Plan = {
  sizes: [
    [100, 2000],
    [1000, 2000],
    [10_000, 1000],
    [100_000, 100],
    [1_000_000, 4],
  ],
  recordSteps: 500,
  stepCounts: [500, 1000, 2000, 4000],
};
const SMALL: Plan = {
  sizes: [
    [100, 200],
    [1000, 200],
    [10_000, 100],
  ],
  recordSteps: 100,
  stepCounts: [50, 100, 200],
};

const RECORD_LANES = 1000;
const STEPS_LANES = 10_000;
const FIRST_LANES = 1000;

const sweep = (lanes: number, steps: number, kind: Work["kind"] = "count"): Work => ({
  kind,
  lanes,
  steps,
  low: 8,
  high: 30,
});

export async function gpuBenchmark(settings: Settings, source: string): Promise<Report> {
  const title = "GPU: LIFRef, spike counts, on a page";
  if (findChromium() === null) {
    const notes = ["Chromium: absent: none in $CHROMIUM or /usr/bin."];
    return {name: "gpu", title, tables: [], notes, measured: []};
  }
  const fewer = fewerOf(settings);
  const {page, browser, problems, close} = await openPage("gpuPage", source);
  try {
    const {table: devices, ways, absent, isSlow} = await openDevices(page);
    const plan = settings === QUICK ? SMALL : isSlow ? SOFTWARE : CARD;
    const notes = new Set(absent);
    const point = async (work: Work): Promise<GpuPoint[]> => {
      const {present, absent} = await casesOf(page, work, ways);
      for (const each of absent) notes.add(each);
      const measured = await measure(present, fewer);
      const [beside] = measured;
      return measured.flatMap((each, i) => {
        const subject = present[i];
        if (subject === undefined || beside === undefined) return [];
        if (!Number.isNaN(each.samples.reduce((sum, time) => sum + time, 0))) {
          return [{work, subject, measured: each, beside}];
        }
        notes.add(
          `${each.name}, ${String(work.lanes)} x ${String(work.steps)}: not shown: wasm ran some samples of it.`,
        );
        return [];
      });
    };
    const counted: GpuPoint[] = [];
    for (const [lanes, steps] of plan.sizes) counted.push(...(await point(sweep(lanes, steps))));
    const recorded = await point(sweep(RECORD_LANES, plan.recordSteps, "record"));
    const againstSteps = counted.filter(({work}) => work.lanes === STEPS_LANES);
    const done = againstSteps[0]?.work.steps;
    for (const steps of plan.stepCounts) {
      if (steps !== done) againstSteps.push(...(await point(sweep(STEPS_LANES, steps))));
    }
    const here = new Set(counted.map(({subject}) => subject.name));
    const first = await firstCalls(
      sweep(FIRST_LANES, plan.recordSteps),
      ways.filter(({name}) => here.has(name)),
      source,
      fewer.processes,
    );
    const all = [...new Set([...counted, ...recorded, ...againstSteps])];
    return {
      name: "gpu",
      title,
      tables: [
        devices,
        timesTable("Spikes counted, nothing recorded", counted),
        lanesTable(counted),
        stepsTable(againstSteps),
        timesTable(`Spikes counted, V of every ${String(EVERY)}th step recorded`, recorded),
        first,
      ],
      notes: [
        ...loud(problems, isSlow),
        ...notes,
        ...remarks(plan, all),
        `${browser} with ${chromiumSwitches().join(" ")}`,
      ],
      measured: all.map(({work: {kind, lanes, steps}, measured}) => ({
        ...measured,
        name: `${String(lanes)} x ${String(steps)}, ${kind}: ${measured.name}`,
      })),
    };
  } finally {
    await close();
  }
}

/** A software device is slow, and Chromium starts slowly. */
function fewerOf(settings: Settings): Settings {
  return {
    ...settings,
    samples: Math.min(9, settings.samples),
    caseTime: Math.min(1200, settings.caseTime),
    warmUpTime: Math.min(150, settings.warmUpTime),
    processes: settings === QUICK ? 1 : 2,
  };
}

/** What makes these numbers doubtful. */
function loud(problems: ReadonlySet<string>, isSlow: boolean): string[] {
  const lines = [...problems].map((problem) => `**ON THE PAGE, SOMETHING WENT WRONG:** ${problem}`);
  if (isSlow && ON_HARDWARE) {
    lines.push("**A GRAPHICS CARD WAS ASKED FOR, AND A DEVICE IS SOFTWARE:** see the table of devices.");
  }
  return lines;
}

function remarks(plan: Plan, points: readonly GpuPoint[]): string[] {
  const apart = Math.max(...points.map(({subject}) => subject.answered.apart));
  const lines = [`The last potentials are within ${digits(apart)} mV of wasm's, everywhere.`];
  if (plan === SOFTWARE) {
    lines.unshift(
      "Large populations get fewer steps, so that no call of a software device takes 10 s: cost is linear in steps, beside a fixed part, as the table of it shows.",
    );
  }
  return lines;
}
