/** @file Speeds that are kept from page to page, and what happens where a page may store nothing. */
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import type * as Remembered from "../../../lib/run/auto/remembered.js";
import {CARD, WASM} from "./programs.js";

/** A page's storage. */
class FakeStorage {
  readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key(i: number): string | null {
    return [...this.items.keys()][i] ?? null;
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

let storage = new FakeStorage();

/** The module, as the next page loads it. */
async function nextPage(): Promise<typeof Remembered> {
  vi.resetModules();
  return import("../../../lib/run/auto/remembered.js");
}

beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal("document", {});
  vi.stubGlobal("localStorage", storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("remember: the next page knows the speed, under its own name only", async () => {
  (await nextPage()).remember("device", "webgl2 now a card", CARD);
  const {remembered} = await nextPage();
  expect(remembered("device", "webgl2 now a card")).toEqual(CARD);
  expect(remembered("device", "webgl2 now another")).toBeNull();
  expect(remembered("wasm", "webgl2 now a card")).toBeNull();
});

test("remembered: a speed of another browser, or of last month, is none", async () => {
  (await nextPage()).remember("wasm", "wasm", WASM);
  vi.stubGlobal("navigator", {userAgent: "another"});
  expect((await nextPage()).remembered("wasm", "wasm")).toBeNull();
  vi.unstubAllGlobals();
  vi.stubGlobal("document", {});
  vi.stubGlobal("localStorage", storage);
  expect((await nextPage()).remembered("wasm", "wasm")).toEqual(WASM);
  vi.useFakeTimers({now: Date.now() + 30 * 24 * 3600 * 1000});
  expect((await nextPage()).remembered("wasm", "wasm")).toBeNull();
});

test.for(["{", "null", "3", '{"run":1}', '{"run":1,"chain":"a","each":1,"cell":1}'])(
  "remembered: %s in storage is no speed",
  async (text) => {
    (await nextPage()).remember("wasm", "wasm", WASM);
    for (const key of storage.items.keys()) storage.items.set(key, text);
    expect((await nextPage()).remembered("wasm", "wasm")).toBeNull();
  },
);

test("remember: holds in memory where a page may not store", async () => {
  const refuse = (): never => {
    throw new Error("not allowed");
  };
  vi.stubGlobal("localStorage", {getItem: refuse, setItem: refuse, key: refuse, length: 1});
  const {remember, remembered, forgetSpeeds} = await nextPage();
  expect(remembered("wasm", "wasm")).toBeNull();
  remember("wasm", "wasm", WASM);
  expect(remembered("wasm", "wasm")).toEqual(WASM);
  forgetSpeeds();
  expect(remembered("wasm", "wasm")).toBeNull();
});

test("forgetSpeeds: removes what was stored, and nothing else", async () => {
  storage.setItem("someone else's", "1");
  const {remember, forgetSpeeds} = await nextPage();
  remember("wasm", "wasm", WASM);
  expect(storage.items.size).toBe(2);
  forgetSpeeds();
  expect([...storage.items.keys()]).toEqual(["someone else's"]);
});
