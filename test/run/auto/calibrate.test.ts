/** @file Measuring a device whose speed is known, under a clock of its own. */
import {expect, test} from "vitest";
import {KernelFailure} from "../../../lib/backends/gpu/failure.js";
import {markOf} from "../../../lib/backends/gpu/kernelSource.js";
import type {Kernel, Launch} from "../../../lib/backends/gpu/launch.js";
import type {Measured} from "../../../lib/run/auto/calibrate.js";
import {measureLater, measureNow} from "../../../lib/run/auto/calibrate.js";
import {measureWasm} from "../../../lib/run/auto/calibrateWasm.js";
import {probe} from "../../../lib/run/auto/probe.js";
import type {DeviceSpeed} from "../../../lib/run/auto/speed.js";
import {ProgramWork} from "../../../lib/run/auto/work.js";
import {CARD, SOFTWARE} from "./programs.js";

const WEIGHT = Math.max(...new ProgramWork(probe({lanes: 8})).host.map(({weight}) => weight));

/** A device that takes as long as `speed` says. */
class Simulated implements Measured {
  clock = 0;
  launches = 0;
  readonly compiled = new Set<Kernel>();

  constructor(
    readonly speed: DeviceSpeed,
    readonly isSoftware: boolean,
    readonly answer = (steps: number): number => markOf(0) + steps,
  ) {}

  readonly now = (): number => this.clock;

  launch({kernel, args}: Launch): Float32Array {
    const [threads] = kernel.output;
    const {launch, up, down, chain, each, compile} = this.speed;
    const steps = args.at(-2) as number;
    const numbers = args.reduce<number>((sum, arg) => sum + (typeof arg === "number" ? 0 : arg.length), 0);
    if (!this.compiled.has(kernel)) this.clock += compile;
    this.compiled.add(kernel);
    this.launches++;
    this.clock += launch + numbers * up + threads * down + steps * WEIGHT * Math.max(chain, threads * each);
    return new Float32Array(threads * 4).fill(this.answer(steps));
  }
}

/** How far a measured number is from the true one, as a factor of at least 1. */
const off = (measured: number, real: number): number => Math.max(measured / real, real / measured);

test.for([
  ["a card", CARD, false],
  ["a slow card", {...CARD, each: 5e-9, launch: 3, down: 1e-4, compile: 150}, false],
  ["what imitates one", {...SOFTWARE, chain: 64 * SOFTWARE.each}, true],
] as const)("measureNow of %s: finds its speed", ([, speed, isSoftware]) => {
  const device = new Simulated(speed, isSoftware);
  const measured = measureNow(device, device.now);
  // a card that is not filled by the measurement may be faster still
  const each = Math.max(speed.each, speed.chain / 2 ** 16);
  expect(off(measured.each, each)).toBeLessThan(1.2);
  expect(off(measured.chain, speed.chain)).toBeLessThan(1.2);
  expect(off(measured.compile, speed.compile)).toBeLessThan(1.2);
  expect(off(measured.launch, speed.launch)).toBeLessThan(1.5);
  expect(off(measured.down, speed.down)).toBeLessThan(1.5);
  expect(off(measured.up, speed.up)).toBeLessThan(2);
});

test.for([
  ["a card", CARD, false, 180],
  ["what imitates one", {...SOFTWARE, chain: 64 * SOFTWARE.each}, true, 500],
  ["what imitates one badly", {...SOFTWARE, chain: 6e-4, each: 1e-5}, true, 1000],
] as const)("measureNow of %s: ends soon", ([, speed, isSoftware, most]) => {
  const device = new Simulated(speed, isSoftware);
  measureNow(device, device.now);
  expect(device.clock).toBeLessThan(most);
  expect(device.launches).toBeGreaterThan(5);
});

test("measureLater: finds what measureNow finds", async () => {
  const [now, later] = [new Simulated(CARD, false), new Simulated(CARD, false)];
  expect(await measureLater(later, later.now)).toEqual(measureNow(now, now.now));
});

test("measureNow: does not believe a device that leaves zeros", async () => {
  const device = new Simulated(CARD, false, (steps) => (steps > 100 ? 0 : markOf(0) + steps));
  expect(() => measureNow(device, device.now)).toThrow(KernelFailure);
  await expect(measureLater(device, device.now)).rejects.toThrow("left out steps");
});

test("measureWasm: finds numbers that a processor can have", () => {
  const {chain, each, cell} = measureWasm();
  // between a tenth and thirty times those of a fast core
  expect(each).toBeGreaterThan(4e-9);
  expect(each).toBeLessThan(1.2e-6);
  expect(chain).toBeGreaterThanOrEqual(each);
  expect(cell).toBeGreaterThan(0);
});

test("measureWasm: a clock that stands still gives numbers all the same", () => {
  for (const value of Object.values(measureWasm(() => 0))) {
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  }
});
