/** @file The ways to run a loop on a page as cases to measure, and the first calls of each in a browser of its own. */
import type {Page} from "playwright-core";
import {openPage} from "../support/chromiumPage.js";
import type {Case} from "../support/measure.js";
import {digits, grouped} from "../support/report.js";
import type {Table} from "../support/report.js";
import {quantile} from "../support/statistics.js";
import type {Answered, OpenDevice, Way} from "./gpuWays.js";
import {IMITATED, WAYS} from "./gpuWays.js";
import type {Work} from "./lifRefRollout.js";

/** How far the spikes of another arithmetic may be off, as a part of all; one always may. */
const OTHER_SPIKES = 0.01;

/** One who ran a work and can be measured. */
export interface GpuCase extends Case {
  readonly answered: Answered;
}

/** Opens the devices of all ways; gives a table of them, and which ways there are. */
export async function openDevices(page: Page) {
  const rows: string[][] = [];
  const ways: Way[] = [];
  const absent: string[] = [];
  const cards: OpenDevice[] = [];
  for (const way of WAYS) {
    const {name, gpuMode} = way;
    if (gpuMode === undefined) {
      ways.push(way);
      continue;
    }
    const opened = await page.evaluate((mode) => globalThis.gpuBench.open(mode), gpuMode);
    if ("error" in opened) {
      absent.push(`${name}: absent: ${opened.error}.`);
      continue;
    }
    ways.push(way);
    const isCard = gpuMode !== "webasm";
    if (isCard) cards.push(opened);
    const kind = opened.isSoftware ? IMITATED : "a graphics card";
    rows.push([name, opened.name, isCard ? kind : "the processor, by WebAssembly that gpu.js writes"]);
  }
  const table: Table = {caption: "Devices", columns: ["who", "device", "what it is"], rows};
  return {table, ways, absent, isSlow: cards.some(({isSoftware}) => isSoftware)};
}

/**
 * Everyone who can run a work, each called once.
 * @throws Error when the spikes of one are off by more than another arithmetic explains
 */
export async function casesOf(page: Page, work: Work, ways: readonly Way[]) {
  const present: GpuCase[] = [];
  const absent: string[] = [];
  await page.evaluate((work) => {
    globalThis.gpuBench.begin(work);
  }, work);
  for (const way of ways) {
    const answered = await page.evaluate((way) => globalThis.gpuBench.answer(way), way);
    const why = "error" in answered ? answered.error : whyNotAsAsked(way, answered);
    if (why !== null) absent.push(`${way.name}, ${grouped(work.lanes)} lanes: absent: ${why}.`);
    if (why !== null || "error" in answered) continue;
    const expected = (present[0]?.answered ?? answered).spikes;
    if (expected === 0 || Math.abs(answered.spikes - expected) > Math.max(1, OTHER_SPIKES * expected)) {
      throw new Error(
        `bench: ${way.name} disagrees, expected about ${String(expected)} spikes, got ${String(answered.spikes)}`,
      );
    }
    present.push({
      name: way.name,
      answered,
      sample: (repeats) =>
        page.evaluate(([way, repeats]) => globalThis.gpuBench.sample(way, repeats), [way, repeats] as const),
    });
  }
  return {present, absent};
}

/** What ran, as a table has it. */
export function ranAs({report: {backend, device, workers}}: Answered): string {
  const on = device?.split(":")[0] ?? (workers === 0 ? null : `${String(workers)} worker${workers === 1 ? "" : "s"}`);
  return on === null ? backend : `${backend}, ${on}`;
}

function whyNotAsAsked({backend, workers = 0}: Way, {report}: Answered): string | null {
  // it chooses, and says why
  if (backend === "auto") return null;
  if (report.backend === backend && (workers === 0 || report.workers > 0)) return null;
  return report.fallbackReason ?? `${ranAs({report} as Answered)} ran`;
}

/** First calls, each in a browser that was started for it: nothing is compiled, and no device is open. */
export async function firstCalls(work: Work, ways: readonly Way[], source: string, browsers: number): Promise<Table> {
  const rows: string[][] = [];
  for (const way of ways) {
    const times: {open: number; first: number; second: number}[] = [];
    for (let i = 0; i < browsers; i++) {
      const {page, close} = await openPage("gpuPage", source);
      try {
        const measured = await page.evaluate(
          async ([way, work]) => {
            const {gpuBench} = globalThis;
            const opened = way.gpuMode === undefined ? {error: "no device"} : await gpuBench.open(way.gpuMode);
            gpuBench.begin(work);
            return [opened, await gpuBench.answer(way), await gpuBench.answer(way)] as const;
          },
          [way, work] as const,
        );
        const [open, first, second] = measured.map((each) => ("error" in each ? NaN : each.time));
        times.push({open: open ?? NaN, first: first ?? NaN, second: second ?? NaN});
      } finally {
        await close();
      }
    }
    const cells = (["open", "first", "second"] as const).map((which) =>
      digits(
        quantile(
          times.map((each) => each[which]),
          0.5,
        ),
      ),
    );
    rows.push([way.name, ...cells, String(browsers)]);
  }
  return {
    caption: `First calls, ${grouped(work.lanes)} lanes x ${grouped(work.steps)} steps: ms, medians over fresh browsers`,
    columns: ["who", "open the device", "first call", "second call", "browsers"],
    rows,
  };
}
