/** @file `backend: "auto"`: whether a loop runs on wasm or on a device, by what it has to do and how fast both are here. */
import type {Device} from "../../backends/gpu/device.js";
import {openedDevice} from "../../backends/gpu/devices.js";
import {KernelFailure} from "../../backends/gpu/failure.js";
import type {GpuMode} from "../../backends/gpu/modes.js";
import {CARDS, openFirst} from "../../backends/gpu/openFirst.js";
import {wasmBackend} from "../../backends/wasm/wasmBackend.js";
import type {Shape} from "../../core/shape.js";
import type {Program} from "../../ir/types.js";
import {measureLater, measureNow} from "./calibrate.js";
import {measureWasm} from "./calibrateWasm.js";
import type {Way} from "./choose.js";
import {choose, expected} from "./choose.js";
import {historyOf, learn} from "./history.js";
import {remember, remembered} from "./remembered.js";
import type {DeviceSpeed, WasmSpeed, WasmWay} from "./speed.js";
import {deviceTime, roughTime, wasmTime} from "./speed.js";
import type {Work} from "./work.js";
import {workOf} from "./work.js";

/** What was decided. */
export interface Decision {
  readonly backend: "wasm" | "gpu";
  /** The mode of the device, where it is one. It is open. */
  readonly gpuMode?: GpuMode;
  /** The milliseconds that a run is expected to take: on `wasm`, and in each mode that was considered. */
  readonly predicted: Readonly<Record<string, number>>;
  /** To be told how long the run took, in milliseconds, so that the next choice for this program knows better. */
  readonly ran: (runTime: number) => void;
  /** To be told when the device did not run it after all: this program is not sent there again. */
  readonly refused: () => void;
}

type Inputs = readonly {readonly shape: Shape}[];

/** How an asynchronous loop may run. */
export interface Allowed {
  /** Workers that may run wasm; 0 is this thread. */
  readonly workers?: number;
  /** Only this mode is considered. */
  readonly gpuMode?: GpuMode | undefined;
}

interface Candidate extends Way {
  readonly mode?: GpuMode;
}

/** What takes less on wasm is not worth a thought: a launch and its answer take about as long. Milliseconds. */
const LITTLE = 1;
/** A run that takes so long on wasm is worth opening a device, and measuring it. Milliseconds. */
const LONG = 30;
/** So are shorter ones together, once a device is open. Milliseconds. */
const LONG_TOGETHER = 150;

const AT_ONCE: readonly GpuMode[] = ["webgl2", "webasm", "cpu"];

/** Why modes did not open, and devices that failed while they were measured: neither is tried again. */
const unopened = new Set<GpuMode>();
const failed = new WeakSet<Device>();
/** What ran without a device being measured, as it would have taken on wasm. */
let unmeasured = 0;

/**
 * The choice for a loop that cannot wait: among wasm and the devices that are open and answer at once. Measures those
 * that were not, when the work is worth it.
 * @param program verified or about to be, not optimized
 * @param key its structural key
 * @param inputs arrays of the run, of which only the shapes count
 */
export function decideNow(program: Program, key: string, inputs: Inputs, gpuMode?: GpuMode): Decision {
  const devices = openDevices(gpuMode === undefined ? AT_ONCE : AT_ONCE.filter((mode) => mode === gpuMode));
  if (devices.length === 0 || !wasmBackend.available()) return onlyWasm({});
  const work = workOf(program, key, inputs);
  if (roughTime(work) < LITTLE || "cannot" in work.program.device) return onlyWasm({});
  const wasm = wasmSpeed();
  const time = wasmTime(work, wasm);
  const known = devices.flatMap((device) => speedNow(device, time) ?? []);
  return conclude(work, key, wasm, {name: "wasm", usual: time, first: 0}, known);
}

/**
 * The choice for a loop that can wait. Opens a device, and measures it, when the work is worth it; one that does not
 * open is no choice.
 */
export async function decide(
  program: Program,
  key: string,
  inputs: Inputs,
  {workers = 0, gpuMode}: Allowed = {},
): Promise<Decision> {
  if (!wasmBackend.available()) return onlyWasm({});
  const work = workOf(program, key, inputs);
  if (roughTime(work) < LITTLE || "cannot" in work.program.device) return onlyWasm({});
  const wasm = wasmSpeed();
  const way: WasmWay = {workers: Math.min(workers, processors()), chunked: true};
  const time = wasmTime(work, wasm, way);
  const wanted = gpuMode === undefined ? [...CARDS, ...AT_ONCE.slice(1)] : [gpuMode];
  if (time >= LONG) await openOne(gpuMode === undefined ? CARDS : [gpuMode]);
  const known: Known[] = [];
  for (const device of openDevices(wanted)) {
    const speed = await speedLater(device, time);
    if (speed !== null && device.lost === null) known.push(speed);
  }
  const name = workers > 0 ? `wasm in ${String(workers)} workers` : "wasm in tasks";
  return conclude(work, key, wasm, {name, usual: time, first: 0}, known);
}

interface Known {
  readonly device: Device;
  readonly name: string;
  readonly speed: DeviceSpeed;
}

function conclude(work: Work, key: string, wasm: WasmSpeed, onWasm: Way, known: readonly Known[]): Decision {
  const {device} = work.program;
  if ("cannot" in device || known.length === 0) return onlyWasm({wasm: onWasm.usual});
  const history = historyOf(key);
  history.asked++;
  const allowed = known.filter(({name}) => !history.refused.has(name));
  const ways: readonly [Candidate, ...Candidate[]] = [
    onWasm,
    ...allowed.map(({device: {mode}, name, speed}) => ({name, mode, ...deviceTime(work, device, speed, wasm)})),
  ];
  const {mode, name, usual} = choose(ways, history);
  const predicted = Object.fromEntries(ways.map((way) => [way.mode ?? "wasm", expected(way, history)]));
  const isFirst = !history.used.has(name);
  history.used.add(name);
  return {
    backend: mode === undefined ? "wasm" : "gpu",
    ...(mode !== undefined && {gpuMode: mode}),
    predicted,
    ran(runTime) {
      // the first run compiles, and engines are slow in it
      if (!isFirst) learn(history, name, usual, runTime);
    },
    refused() {
      history.refused.add(name);
    },
  };
}

const nothing = (): void => undefined;

function onlyWasm(predicted: Decision["predicted"]): Decision {
  return {backend: "wasm", predicted, ran: nothing, refused: nothing};
}

function openDevices(modes: readonly GpuMode[]): Device[] {
  return modes.flatMap((mode) => openedDevice(mode) ?? []).filter((device) => !failed.has(device));
}

/** Opens one of these modes, unless one is open; what did not open is not tried again. */
async function openOne(modes: readonly GpuMode[]): Promise<void> {
  if (modes.some((mode) => openedDevice(mode) !== null)) return;
  await openFirst(
    modes.filter((mode) => !unopened.has(mode)),
    (mode) => unopened.add(mode),
  );
}

function wasmSpeed(): WasmSpeed {
  const name = wasmBackend.name;
  const known = remembered("wasm", name);
  if (known !== null) return known;
  const speed = measureWasm();
  remember("wasm", name, speed);
  return speed;
}

/** Whether a device that was not measured is to be, for a run that takes so long without it. */
function isWorthMeasuring(time: number): boolean {
  unmeasured += time;
  return time >= LONG || unmeasured >= LONG_TOGETHER;
}

function speedNow(device: Device, time: number): Known | null {
  const name = nameOf(device, "now");
  let speed = remembered("device", name);
  if (speed === null) {
    if (!isWorthMeasuring(time)) return null;
    try {
      speed = measureNow(device);
    } catch (error) {
      fail(device, error);
      return null;
    }
    remember("device", name, speed);
  }
  return {device, name, speed};
}

/** Measurements under way: two at once would disturb each other. */
const measuring = new Map<string, Promise<DeviceSpeed>>();

async function speedLater(device: Device, time: number): Promise<Known | null> {
  const name = nameOf(device, "later");
  let speed = remembered("device", name);
  if (speed === null) {
    if (!isWorthMeasuring(time)) return null;
    let under = measuring.get(device.id);
    if (under === undefined) {
      under = measureLater(device).finally(() => measuring.delete(device.id));
      measuring.set(device.id, under);
    }
    try {
      speed = await under;
    } catch (error) {
      fail(device, error);
      return null;
    }
    remember("device", name, speed);
  }
  return {device, name, speed};
}

function fail(device: Device, error: unknown): void {
  if (!(error instanceof KernelFailure)) throw error;
  failed.add(device);
}

function nameOf({mode, name}: Device, when: "now" | "later"): string {
  return `${mode} ${when} ${name}`;
}

/** How many threads the machine has. */
function processors(): number {
  const known = typeof navigator === "object" ? (navigator.hardwareConcurrency as number | undefined) : undefined;
  return known ?? 4;
}
