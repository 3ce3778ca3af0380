/** @file `backend: "gpu"` where it cannot run something, or stops: wasm runs, its bits are the same, and why is said. */
import {
  BackendError,
  cond,
  environ,
  forLoop,
  forLoopAsync,
  full,
  jit,
  lastRun,
  linspace,
  mA,
  NotFiniteError,
  openGpu,
  record,
  scan,
  scanAsync,
  sum,
  where,
} from "spikeloop";
import type {AsyncLoopOptions, Current, Dimensionless, GpuMode, LIFRef, Quantity} from "spikeloop";
import {afterEach, describe, expect, test, vi} from "vitest";
import {Device} from "../../../lib/backends/gpu/device.js";
import {closeDevices} from "../../../lib/backends/gpu/devices.js";
import {KernelFailure} from "../../../lib/backends/gpu/failure.js";
import {dt, expectSame, population} from "../../support/population.js";

afterEach(async () => {
  vi.restoreAllMocks();
  await closeDevices();
});

const times = linspace(dt.mul(0), dt.mul(300), 300);
const currents = linspace(mA(10), mA(40), 5);

/** Steps a population, and records what `of` says; gives records and the states after them. */
type Recording = (spikes: Quantity<Dimensionless>, neuron: LIFRef) => unknown;

/** Runs a population at once or later, and gives what it records and the states after it. */
async function run(recording: Recording, now: boolean, way: AsyncLoopOptions, input: Quantity<Current> = currents) {
  const neuron = population();
  const step = (t: typeof times) => environ.context({t}, () => recording(neuron.update(input), neuron));
  const kept = await environ.context({dt}, () => (now ? forLoop(step, times, way) : forLoopAsync(step, times, way)));
  return {kept: kept as Quantity, states: [neuron.V.value, neuron.last_spike_time.value]};
}

/** Expects a run as on wasm, and that it says why it was not on the device. */
async function expectFallback(
  recording: Recording,
  now: boolean,
  way: AsyncLoopOptions,
  reason: string,
): Promise<void> {
  const expected = await run(recording, now, {...way, backend: "wasm"});
  expect(lastRun()?.fallbackReason).toBeNull();
  const got = await run(recording, now, {...way, backend: "gpu"});
  expect(lastRun()).toMatchObject({backend: "wasm", device: null, workers: 0});
  expect(lastRun()?.fallbackReason).toContain(reason);
  if (expected.kept !== undefined && "toDecimal" in expected.kept) expectSame([got.kept], [expected.kept]);
  expectSame(got.states, expected.states);
}

const voltage: Recording = (_, neuron) => neuron.V.value;

describe.for([true, false])('backend: "gpu", at once: %s', (now) => {
  test("runs on the device that is open", async () => {
    await openGpu({mode: "webasm"});
    const expected = await run(voltage, now, {backend: "wasm"});
    const got = await run(voltage, now, {backend: "gpu"});
    expect(lastRun()).toMatchObject({backend: "gpu", device: "webasm", fallbackReason: null});
    expectSame([got.kept, ...got.states], [expected.kept, ...expected.states]);
  });

  test("neurons that see one another run on wasm", async () => {
    await openGpu({mode: "webasm"});
    const reason = "gpu cannot run this, the neurons of a loop see one another (sum); wasm ran instead";
    await expectFallback((spikes) => sum(spikes), now, {}, reason);
  });

  test("record.events runs on wasm", async () => {
    await openGpu({mode: "webasm"});
    const reason = "checkFinite and record.events look at every step, which a device does not keep";
    await expectFallback((spikes) => record.events(spikes), now, {}, reason);
  });

  test("checkFinite runs on wasm, and throws what it throws there", async () => {
    await openGpu({mode: "webasm"});
    await expectFallback(voltage, now, {checkFinite: true}, "checkFinite and record.events look at every step");
    const infinite = full([5], mA(Infinity));
    await expect(async () => run(voltage, now, {backend: "gpu", checkFinite: true}, infinite)).rejects.toThrow(
      NotFiniteError,
    );
  });

  test("a device that cannot be had is said to be missing", async () => {
    // Node has no WebGL; a loop that cannot wait does not try
    const reason = now
      ? "expected the webgl2 device that is open, got none: await openGpu() first"
      : "gpu: webgl2 does not run here";
    await expectFallback(voltage, now, {gpuMode: "webgl2"}, reason);
  });

  test("a mode that there is not is refused by name", async () => {
    const gpuMode = "cuda" as GpuMode;
    const words = "gpuMode: there is none of this name, expected one of webgl2, webgpu, webasm, cpu, got cuda";
    await expect(openGpu({mode: gpuMode})).rejects.toThrow(words);
    await expect(async () => run(voltage, now, {backend: "gpu", gpuMode})).rejects.toThrow(words);
  });

  test.for(["at the first launch", "at a later launch"])(
    "a device that fails %s: wasm runs all of it again",
    async (when) => {
      await openGpu({mode: "webasm"});
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called on a device below
      const {launch} = Device.prototype;
      let count = 0;
      vi.spyOn(Device.prototype, "launch").mockImplementation(function (this: Device, ...args) {
        if (++count === (when === "at the first launch" ? 1 : 4))
          throw new KernelFailure("the driver went away", false);
        return launch.apply(this, args);
      });
      await expectFallback(voltage, now, {}, "gpu cannot run this, the driver went away; wasm ran instead");
      expect(count).toBeGreaterThan(0);
    },
  );

  test("a device that only gives zeros: wasm runs", async () => {
    await openGpu({mode: "webasm"});
    vi.spyOn(Device.prototype, "launch").mockImplementation(
      ({kernel: {output}}) => new Float32Array(output[0] * (output[1] ?? 1) * 4),
    );
    await expectFallback(
      voltage,
      now,
      {},
      "a launch came to nothing, expected the numbers of 1 steps of each thread, got zeros",
    );
  });

  test("a device that is closed", async () => {
    const gpu = await openGpu({mode: "webasm"});
    await run(voltage, now, {backend: "gpu"});
    expect(gpu.lost).toBeNull();
    await gpu.close();
    expect(gpu.lost).toBe("the device was closed");
    if (now) {
      await expectFallback(voltage, now, {gpuMode: "webasm"}, "expected the webasm device that is open, got none");
    } else {
      // one that can wait opens it again
      await run(voltage, now, {backend: "gpu", gpuMode: "webasm"});
      expect(lastRun()).toMatchObject({backend: "gpu", device: "webasm", fallbackReason: null});
    }
    await openGpu({mode: "webasm"});
    await run(voltage, now, {backend: "gpu"});
    expect(lastRun()?.backend).toBe("gpu");
    expect(gpu.lost).toBe("the device was closed");
  });
});

test("forLoopAsync on a device that is closed while it runs: wasm runs all of it again, and progress is told of both", async () => {
  const gpu = await openGpu({mode: "webasm"});
  const told: number[] = [];
  const onProgress = (done: number): void => {
    told.push(done);
    if (told.length === 2) void gpu.close();
  };
  await expectFallback(
    voltage,
    false,
    {gpuMode: "webasm", onProgress: (done) => lastRun()?.backend === "wasm" && onProgress(done)},
    "the device was closed",
  );
  expect(told.at(-1)).toBe(300);
});

test("forLoopAsync on a device: a signal stops it, and the states stay", async () => {
  await openGpu({mode: "webasm"});
  const stop = new AbortController();
  const neuron = population();
  const before = neuron.V.value;
  const step = (t: typeof times) => environ.context({t}, () => neuron.update(currents));
  const running = environ.context({dt}, () =>
    forLoopAsync(step, times, {backend: "gpu", signal: stop.signal, onProgress: () => stop.abort()}),
  );
  await expect(running).rejects.toThrow("aborted");
  expect(neuron.V.value).toBe(before);
});

describe("scan, scanAsync, jit and cond", () => {
  const init = linspace(0, 1, 5);
  const step = (c: Quantity<Dimensionless>, x: Quantity<Dimensionless>) => {
    const next = where(c.gt(3), c.sub(3), c.add(x));
    return [next, next.mul(2)] as const;
  };
  const coupled = (c: Quantity<Dimensionless>, x: Quantity<Dimensionless>) => step(c.sub(sum(c).mul(0.01)), x);
  const xs = linspace(0, 1, 200);

  test("run on the device what it can run", async () => {
    await openGpu({mode: "webasm"});
    const expected = scan(step, init, xs);
    expectSame(scan(step, init, xs, {backend: "gpu"}), expected);
    expect(lastRun()?.backend).toBe("gpu");
    expectSame(await scanAsync(step, init, xs, {backend: "gpu", gpuMode: "webasm"}), expected);
    expect(lastRun()?.backend).toBe("gpu");
    const f = jit((x: Quantity<Dimensionless>) => scan(step, init.mul(x), xs), {backend: "gpu"});
    expectSame(f(full([], 1)), expected);
    expect(lastRun()?.backend).toBe("gpu");
    await closeDevices();
    expectSame(f(full([], 1)), expected);
    expect(lastRun()?.fallbackReason).toContain("expected a device that is open, got none: await openGpu() first");
  });

  test("say why they run on wasm", async () => {
    await openGpu({mode: "webasm"});
    const expected = scan(coupled, init, xs);
    const reason = "the neurons of a loop see one another (sum)";
    expectSame(scan(coupled, init, xs, {backend: "gpu"}), expected);
    expect(lastRun()).toMatchObject({backend: "wasm", fallbackReason: expect.stringContaining(reason) as string});
    expectSame(await scanAsync(coupled, init, xs, {backend: "gpu", gpuMode: "webasm"}), expected);
    expect(lastRun()).toMatchObject({backend: "wasm", fallbackReason: expect.stringContaining(reason) as string});
    expectSame(jit(() => scan(coupled, init, xs), {backend: "gpu"})(), expected);
    expect(lastRun()).toMatchObject({backend: "wasm", fallbackReason: expect.stringContaining(reason) as string});
    const choice = (c: Quantity<Dimensionless>, x: Quantity<Dimensionless>) =>
      [
        cond(
          x.gt(0.5),
          () => c.add(1),
          () => c.sub(x),
        ),
        x,
      ] as const;
    expectSame(scan(choice, init, xs, {backend: "gpu"}), scan(choice, init, xs));
    scan(choice, init, xs, {backend: "gpu"});
    expect(lastRun()?.fallbackReason).toContain("the neurons of a loop see one another (cond)");
  });

  test("run on wasm with an int32 that float32 does not hold", async () => {
    await openGpu({mode: "webasm"});
    const counts = forLoop((x) => record.count(x.add(init).gt(1.5)), full([20], 1));
    expect(counts.dtype).toBe("int32");
    // the least of none is the largest int32
    const least = (way: AsyncLoopOptions) => forLoop((x) => record.min(where(x.gt(0), counts, counts)), xs, way);
    expectSame([least({backend: "gpu"})], [least({backend: "wasm"})]);
    least({backend: "gpu"});
    expect(lastRun()?.fallbackReason).toContain(
      "gpu cannot run this, an int32 is too large for float32, expected less than 2^24, got 2147483647",
    );
  });
});

test("a run of no steps: gives what wasm gives", async () => {
  await openGpu({mode: "webasm"});
  const none = full([0], 1);
  const step = (c: Quantity<Dimensionless>, x: Quantity<Dimensionless>) => [c.add(x), c] as const;
  const init = linspace(0, 1, 5);
  expectSame(scan(step, init, none, {backend: "gpu"}), scan(step, init, none));
  expectSame(
    await scanAsync(step, init, none, {backend: "gpu", gpuMode: "webasm"}),
    await scanAsync(step, init, none, {backend: "wasm"}),
  );
});

test.for(["webgl2", "webgpu"] as const)("openGpu in Node, in mode %s: says that it does not run here", async (mode) => {
  await expect(openGpu({mode})).rejects.toThrow(
    new RegExp(`^gpu: ${mode} does not run here, expected a browser and a device that do, got: .+\\nhint: `),
  );
  await expect(openGpu({mode})).rejects.toThrow(BackendError);
});

test("openGpu: refuses a mode that there is not", async () => {
  await expect(openGpu({mode: "cuda" as GpuMode})).rejects.toThrow(BackendError);
});
