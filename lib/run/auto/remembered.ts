/** @file Speeds that were measured: kept while the page lives, and for some days where it may store them. */
import type {DeviceSpeed, WasmSpeed} from "./speed.js";

/** Changes with what a speed means, so that old ones are measured again. */
const VERSION = 1;
const PREFIX = `spikeloop speed ${String(VERSION)} `;
/** How long a stored speed holds: drivers change, and a machine may have been busy. Milliseconds. */
const LIFETIME = 7 * 24 * 3600 * 1000;

const FIELDS = {
  wasm: ["run", "chain", "each", "cell"],
  device: ["launch", "up", "down", "chain", "each", "compile"],
} as const satisfies {wasm: readonly (keyof WasmSpeed)[]; device: readonly (keyof DeviceSpeed)[]};

interface Speeds {
  readonly wasm: WasmSpeed;
  readonly device: DeviceSpeed;
}

const kept = new Map<string, WasmSpeed | DeviceSpeed>();

/** The speed of this name, if it was measured; `name` says the device and the way it is used. */
export function remembered<K extends keyof Speeds>(kind: K, name: string): Speeds[K] | null {
  const entry = entryOf(kind, name);
  const known = kept.get(entry) ?? stored(kind, entry);
  if (known !== null) kept.set(entry, known);
  return known as Speeds[K] | null;
}

/** Keeps a speed. */
export function remember<K extends keyof Speeds>(kind: K, name: string, speed: Speeds[K]): void {
  const entry = entryOf(kind, name);
  kept.set(entry, speed);
  try {
    storage()?.setItem(PREFIX + entry, JSON.stringify({at: Date.now(), ...speed}));
  } catch {
    // full, or not allowed: it is measured again by the next page
  }
}

/** Forgets all speeds, the stored ones too. They are measured again when they are next needed. */
export function forgetSpeeds(): void {
  kept.clear();
  try {
    const store = storage();
    if (store === null) return;
    const keys = Array.from({length: store.length}, (_, i) => store.key(i));
    for (const key of keys) if (key?.startsWith(PREFIX) === true) store.removeItem(key);
  } catch {
    // what cannot be read is not there
  }
}

/** The engine and the system count: a browser's new version may compile other code. */
function entryOf(kind: string, name: string): string {
  const agent = typeof navigator === "object" ? (navigator.userAgent as string | undefined) : undefined;
  return `${kind} ${name} ${agent ?? ""}`;
}

function stored(kind: keyof Speeds, entry: string): Speeds[keyof Speeds] | null {
  try {
    const read: unknown = JSON.parse(storage()?.getItem(PREFIX + entry) ?? "null");
    if (typeof read !== "object" || read === null) return null;
    const found = read as Readonly<Record<string, unknown>>;
    const isNumber = (x: unknown): x is number => typeof x === "number" && x > 0 && x < Infinity;
    const fields = FIELDS[kind].map((field) => [field, found[field]] as const);
    if (!fields.every(([, x]) => isNumber(x))) return null;
    if (!(isNumber(found.at) && Math.abs(Date.now() - found.at) < LIFETIME)) return null;
    return Object.fromEntries(fields) as unknown as Speeds[keyof Speeds];
  } catch {
    return null;
  }
}

/** Node warns when its own storage is merely looked at, so only that of pages is used. */
function storage(): Storage | null {
  return typeof document === "object" ? globalThis.localStorage : null;
}
