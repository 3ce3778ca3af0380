/** @file The choice between wasm and devices that stand in for real ones: their speeds are known, or they fail. */
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import type {Device} from "../../../lib/backends/gpu/device.js";
import type {GpuMode} from "../../../lib/backends/gpu/modes.js";
import {structuralKey} from "../../../lib/ir/key.js";
import type {Program} from "../../../lib/ir/types.js";
import type * as Decide from "../../../lib/run/auto/decide.js";
import {CARD, coupled, inputsOf, neurons, SOFTWARE, WASM} from "./programs.js";

/** The devices that are open, and those that would open. */
const devices = vi.hoisted(() => ({
  open: new Map<string, Device>(),
  opens: new Map<string, Device>(),
  tried: [] as string[],
  refuse: (mode: string): Error => new Error(mode),
}));

vi.mock("../../../lib/backends/gpu/devices.js", () => ({
  openedDevice: (mode: string) => devices.open.get(mode) ?? null,
  openDevice: (mode: string) => {
    devices.tried.push(mode);
    const device = devices.opens.get(mode);
    if (device === undefined) return Promise.reject(devices.refuse(mode));
    devices.open.set(mode, device);
    return Promise.resolve(device);
  },
}));

let launches = 0;
let failure: () => Error;

function device(mode: GpuMode): Device {
  const launch = (): never => {
    launches++;
    throw failure();
  };
  return {
    mode,
    name: "a device",
    id: `${mode} 0`,
    lost: null,
    isSoftware: false,
    launch,
    forget: () => undefined,
  } as never;
}

let auto: typeof Decide;
let know: (speeds: Readonly<Record<string, typeof CARD>>) => void;

/** Each test has modules of its own: nothing was measured, tried or run before. */
beforeEach(async () => {
  vi.resetModules();
  for (const group of [devices.open, devices.opens]) group.clear();
  devices.tried.length = 0;
  launches = 0;
  auto = await import("../../../lib/run/auto/decide.js");
  const {KernelFailure} = await import("../../../lib/backends/gpu/failure.js");
  failure = () => new KernelFailure("a device that stands in for one");
  const {BackendError} = await import("../../../lib/core/errors.js");
  devices.refuse = (mode) => new BackendError(`gpu: ${mode} does not run here`);
  const {remember} = await import("../../../lib/run/auto/remembered.js");
  remember("wasm", "wasm", WASM);
  know = (speeds) => {
    for (const [way, speed] of Object.entries(speeds)) remember("device", `${way} a device`, speed);
  };
});
afterEach(() => vi.resetModules());

const now = (program: Program, steps: number, mode?: GpuMode) =>
  auto.decideNow(program, structuralKey(program), inputsOf(program, steps), mode);
const later = (program: Program, steps: number, allowed: Decide.Allowed = {}) =>
  auto.decide(program, structuralKey(program), inputsOf(program, steps), allowed);

const LARGE = neurons(65_536);

test("decideNow: is wasm where no device is open", () => {
  expect(now(LARGE, 2000)).toMatchObject({backend: "wasm", predicted: {}});
});

test("decideNow: sends many neurons to a fast card, few to wasm, and those that see one another too", () => {
  devices.open.set("webgl2", device("webgl2"));
  know({"webgl2 now": CARD});
  const large = now(LARGE, 2000);
  expect(large).toMatchObject({backend: "gpu", gpuMode: "webgl2"});
  expect(large.predicted.wasm).toBeGreaterThan(10 * (large.predicted.webgl2 ?? Infinity));
  expect(now(neurons(100), 2000).backend).toBe("wasm");
  expect(now(neurons(3000), 2000)).toMatchObject({backend: "wasm", predicted: {webgl2: expect.any(Number) as number}});
  expect(now(coupled(65_536), 2000)).toMatchObject({backend: "wasm", predicted: {}});
});

test.for([100, 1000, 10_000, 100_000, 1_000_000])("decideNow: is wasm for %i neurons beside software", (lanes) => {
  devices.open.set("webgl2", device("webgl2"));
  know({"webgl2 now": SOFTWARE});
  for (let i = 0; i < 20; i++) expect(now(neurons(lanes), 2000).backend).toBe("wasm");
});

test("decideNow: does not take a device that answers later, or of another mode than is asked for", () => {
  devices.open.set("webgpu", device("webgpu"));
  know({"webgpu now": CARD, "webgl2 now": CARD});
  expect(now(LARGE, 2000).backend).toBe("wasm");
  devices.open.set("webgl2", device("webgl2"));
  expect(now(LARGE, 2000, "webgpu").backend).toBe("wasm");
  expect(now(LARGE, 2000, "webasm").backend).toBe("wasm");
  expect(now(LARGE, 2000, "webgl2").backend).toBe("gpu");
});

test("decideNow: measures a device for long runs alone, once, and does without one that fails at that", () => {
  devices.open.set("webgl2", device("webgl2"));
  now(neurons(2000), 2000);
  expect(launches).toBe(0);
  expect(now(LARGE, 2000).backend).toBe("wasm");
  expect(launches).toBe(1);
  now(LARGE, 2000);
  expect(launches).toBe(1);
});

test("Decision.refused: the program is not sent to that device again; others are", () => {
  devices.open.set("webgl2", device("webgl2"));
  know({"webgl2 now": CARD});
  const decision = now(LARGE, 2000);
  expect(decision.backend).toBe("gpu");
  decision.refused();
  expect(now(LARGE, 2000).backend).toBe("wasm");
  expect(now(neurons(65_535), 2000).backend).toBe("gpu");
});

test("Decision.ran: a device that takes longer than wasm is left", () => {
  devices.open.set("webgl2", device("webgl2"));
  know({"webgl2 now": CARD});
  const chosen = Array.from({length: 6}, () => {
    const decision = now(LARGE, 2000);
    decision.ran(decision.backend === "gpu" ? 1000 : 84);
    return decision.backend;
  });
  expect(chosen).toEqual(["gpu", "gpu", "wasm", "wasm", "wasm", "wasm"]);
});

test("decide: opens a device for a long run alone: webgpu, or else webgl2, which it tries once", async () => {
  know({"webgl2 later": CARD});
  await later(neurons(2000), 2000);
  expect(devices.tried).toEqual([]);
  expect((await later(LARGE, 2000)).backend).toBe("wasm");
  expect((await later(LARGE, 2000)).backend).toBe("wasm");
  expect(devices.tried).toEqual(["webgpu", "webgl2"]);
});

test("decide: takes webgl2 where webgpu does not open", async () => {
  devices.opens.set("webgl2", device("webgl2"));
  know({"webgl2 later": CARD});
  expect(await later(LARGE, 2000)).toMatchObject({backend: "gpu", gpuMode: "webgl2"});
});

test("decide: takes the better of two open devices", async () => {
  for (const mode of ["webgl2", "webgpu"] as const) devices.open.set(mode, device(mode));
  know({"webgl2 later": CARD, "webgpu later": {...CARD, launch: 4}});
  expect(await later(LARGE, 2000)).toMatchObject({backend: "gpu", gpuMode: "webgl2"});
  expect(await later(LARGE, 2000, {gpuMode: "webgpu"})).toMatchObject({backend: "gpu", gpuMode: "webgpu"});
});

test("decide: workers may be better than a device", async () => {
  devices.open.set("webgpu", device("webgpu"));
  vi.stubGlobal("navigator", {hardwareConcurrency: 16, userAgent: ""});
  const {remember} = await import("../../../lib/run/auto/remembered.js");
  remember("wasm", "wasm", WASM);
  know({"webgpu later": {...CARD, compile: 1, each: 1.5e-9 * 10}});
  expect((await later(LARGE, 2000)).backend).toBe("gpu");
  expect((await later(LARGE, 2000, {workers: 16})).backend).toBe("wasm");
  vi.unstubAllGlobals();
});
