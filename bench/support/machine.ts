/** @file What a result depends on beside the code: the machine, its load, the commit. */
import {execFileSync} from "node:child_process";
import {availableParallelism, cpus, loadavg} from "node:os";

/** Above this, other work disturbs the measurement. */
const MOST_LOAD = 0.5;

/** Where and of what a result was measured. */
export interface Machine {
  readonly date: string;
  readonly commit: string;
  /** Whether files differ from the commit. */
  readonly dirty: boolean;
  readonly cpu: string;
  readonly cores: number;
  readonly platform: string;
  readonly node: string;
  /** The load average over a minute when the benchmarks began. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString(),
    commit: git("rev-parse", "HEAD") ?? "unknown",
    dirty: git("status", "--porcelain") !== "",
    cpu: (cpus()[0]?.model ?? "unknown CPU").replace(/\s+/g, " ").trim(),
    cores: availableParallelism(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

/** The name of a result's files: its date and the machine in short, `2026-01-31-amd-epyc-2`. */
export function resultName({date, cpu, cores}: Machine): string {
  const short = cpu
    .replace(/\((r|tm)\)|\bcpu\b|\bprocessor\b|@.*$|\d+-core/gi, " ")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${date.slice(0, 10)}-${short || "machine"}-${String(cores)}`;
}

/** The lines above the tables; a loud one where the machine was not quiet. */
export function machineLines({date, commit, dirty, cpu, cores, platform, node, load}: Machine): string[] {
  const lines = [
    `${date.slice(0, 16).replace("T", " ")} UTC, commit ${commit.slice(0, 10)}${dirty ? " with local changes" : ""}`,
    `${cpu}, ${String(cores)} cores, ${platform}, Node ${node.slice(1)}, load ${load.toFixed(2)} at the start`,
  ];
  if (load > MOST_LOAD) {
    lines.push(
      `**WARNING: THE MACHINE WAS BUSY** (load ${load.toFixed(2)}, expected at most ${String(MOST_LOAD)}): times are too high and spread; of these numbers only ratios mean something.`,
    );
  }
  return lines;
}

function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, {encoding: "utf8", stdio: ["ignore", "pipe", "ignore"]}).trim();
  } catch {
    return null;
  }
}
