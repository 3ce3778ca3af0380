/** @file The models of time, on machines whose speeds are given. */
import {expect, test} from "vitest";
import type {DeviceSpeed} from "../../../lib/run/auto/speed.js";
import {deviceTime, roughTime, wasmTime} from "../../../lib/run/auto/speed.js";
import type {Work} from "../../../lib/run/auto/work.js";
import {CARD, neurons, SOFTWARE, WASM, work} from "./programs.js";

const onWasm = (of: Work) => wasmTime(of, WASM);
const onDevice = (of: Work, speed: DeviceSpeed) => {
  const {device} = of.program;
  return "cannot" in device ? Infinity : deviceTime(of, device, speed, WASM).usual;
};

const LANES = [100, 1000, 10_000, 100_000, 1_000_000];

test("a card: wins at 65,536 lanes by far, and loses at 100", () => {
  const [few, many] = [work(neurons(100), 2000), work(neurons(65_536), 2000)];
  expect(onDevice(many, CARD)).toBeLessThan(onWasm(many) / 10);
  expect(onDevice(few, CARD)).toBeGreaterThan(2 * onWasm(few));
});

test("a record of every step: shifts the balance, as a device replays for it and sends it back", () => {
  const gain = (keep: number): number => {
    const of = work(neurons(4000, keep), 2000);
    return onWasm(of) / onDevice(of, CARD);
  };
  expect(gain(0)).toBeGreaterThan(3);
  expect(gain(0)).toBeGreaterThan(1.2 * gain(200));
  expect(gain(200)).toBeGreaterThan(1.5 * gain(1));
  expect(gain(1)).toBeLessThan(1);
});

test.for(LANES)("what imitates a card: loses at %i lanes", (lanes) => {
  for (const keep of [0, 100, 1]) {
    const of = work(neurons(lanes, keep), 2000);
    expect(onDevice(of, SOFTWARE)).toBeGreaterThan(1.2 * onWasm(of));
  }
});

test.for([
  ["wasm", onWasm],
  ["a card", (of: Work) => onDevice(of, CARD)],
  ["software", (of: Work) => onDevice(of, SOFTWARE)],
] as const)("%s: never takes less for more lanes, or more steps", ([, time]) => {
  for (const keep of [0, 100]) {
    const byLanes = LANES.map((lanes) => time(work(neurons(lanes, keep), 2000)));
    const bySteps = [1, 10, 100, 1000, 10_000, 100_000].map((steps) => time(work(neurons(5000, keep), steps)));
    for (const times of [byLanes, bySteps]) expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(bySteps.at(-1)).toBeGreaterThan(10 * (bySteps[2] ?? Infinity));
  }
});

test("deviceTime: a first run pays for compiling each of its kernels", () => {
  const first = (keep: number): number => {
    const of = work(neurons(1000, keep), 64);
    return "cannot" in of.program.device ? 0 : deviceTime(of, of.program.device, CARD, WASM).first;
  };
  expect(first(0)).toBeGreaterThanOrEqual(CARD.compile);
  expect(first(1)).toBeGreaterThanOrEqual(2 * CARD.compile);
});

test("wasmTime: workers share out many lanes, and cannot share out few", () => {
  const time = (lanes: number, workers: number): number =>
    wasmTime(work(neurons(lanes), 2000), WASM, {workers, chunked: true});
  expect(time(100_000, 4)).toBeLessThan(0.5 * time(100_000, 0));
  expect(time(300, 4)).toBeGreaterThan(time(300, 0));
});

test("roughTime: is about what wasm takes", () => {
  for (const lanes of LANES) {
    const of = work(neurons(lanes), 2000);
    const ratio = roughTime(of) / onWasm(of);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(3);
  }
});
