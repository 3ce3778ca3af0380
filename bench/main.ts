/** @file The benchmarks by name; runs each in its own process, prints its tables, and stores all of them at the end. */
import {spawnSync} from "node:child_process";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {compileBenchmark} from "./compile.bench.js";
import {gpuBenchmark} from "./gpu.bench.js";
import {lanesBenchmark} from "./lanes.bench.js";
import {modelsBenchmark} from "./models.bench.js";
import {describeMachine, machineLines, resultName} from "./support/machine.js";
import {QUICK, SETTINGS} from "./support/measure.js";
import type {Settings} from "./support/measure.js";
import {toMarkdown} from "./support/report.js";
import type {Report} from "./support/report.js";
import {tutorialBenchmark} from "./tutorial.bench.js";

/** What `run.js` passes on. */
interface Options {
  readonly quick: boolean;
  /** The folder of the results. */
  readonly out: string;
  /** The folder of the benchmarks' sources. */
  readonly source: string;
  /** In the process of one benchmark: the file for its report. */
  readonly reportTo?: string;
}

const BENCHMARKS: Readonly<Record<string, (settings: Settings, source: string) => Promise<Report>>> = {
  tutorial: tutorialBenchmark,
  lanes: lanesBenchmark,
  compile: compileBenchmark,
  gpu: gpuBenchmark,
  models: modelsBenchmark,
};

const script = fileURLToPath(import.meta.url);

async function runHere(name: string, {quick, source}: Options, reportTo: string): Promise<void> {
  const report = await BENCHMARKS[name]?.(quick ? QUICK : SETTINGS, source);
  writeFileSync(reportTo, JSON.stringify(report));
}

function runAll(names: readonly string[], options: Options): void {
  const machine = describeMachine();
  const head = machineLines(machine).join("\n\n");
  console.log(`${head}\n`);
  const reports = names.map((name) => {
    const reportTo = join(script, "..", `${name}.report.json`);
    const {status} = spawnSync(process.execPath, [script, JSON.stringify({...options, reportTo}), name], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`bench: ${name} failed, expected exit status 0, got ${String(status)}`);
    const report = JSON.parse(readFileSync(reportTo, "utf8")) as Report;
    console.log(`${toMarkdown(report)}\n`);
    return report;
  });
  if (options.quick) return;
  const isAll = names.length === Object.keys(BENCHMARKS).length;
  const file = join(options.out, [resultName(machine), ...(isAll ? [] : names)].join("-"));
  mkdirSync(options.out, {recursive: true});
  writeFileSync(`${file}.md`, `# Benchmarks\n\n${head}\n\n${reports.map(toMarkdown).join("\n\n")}\n`);
  writeFileSync(`${file}.json`, `${JSON.stringify({machine, reports}, rounded, 1)}\n`);
  console.log(`stored: ${file}.md and .json`);
}

/** Seven digits are enough for a time. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;

const options = JSON.parse(process.argv[2] ?? "{}") as Options;
const names = process.argv.slice(3);
for (const name of names) {
  if (!Object.hasOwn(BENCHMARKS, name)) {
    throw new Error(
      `bench: no such benchmark, expected ${Object.keys(BENCHMARKS).join(", ")} or nothing for all, got ${name}`,
    );
  }
}
if (options.reportTo !== undefined) await runHere(names[0] ?? "", options, options.reportTo);
else runAll(names.length > 0 ? names : Object.keys(BENCHMARKS), options);
