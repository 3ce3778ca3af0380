/** @file The pass strength: fewer divisions and products in a loop, and every bit as before. */
import fc from "fast-check";
import {expect, test} from "vitest";
import {interpret} from "../../../lib/ir/interpret.js";
import {parse} from "../../../lib/ir/parse.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {strength} from "../../../lib/ir/passes/strength.js";
import {print} from "../../../lib/ir/print.js";
import {verify} from "../../../lib/ir/verify.js";
import {checkPreservesBits} from "./preserves.js";

const after = (text: string): string => {
  const program = dce(strength(parse(text)));
  verify(program);
  return print(program);
};

test("strength: x / d >= 0 needs no division where the loop does not change d", () => {
  expect(
    after(`program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = constant 0 : float32
      %4 = loop ? carry () xs (%2) {
        (%5: float32)
        %6 = sub %0, %5 : float32[4]
        %7 = div %6, %1 : float32[4]
        %8 = ge %7, %3 : bool[4]
        yield %8
      }
      return %4
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = abs %1 : float32
      %4 = constant inf : float32
      %5 = eq %3, %4 : bool
      %6 = constant 0 : float32
      %7 = eq %3, %6 : bool
      %8 = constant 0.5 : float32
      %9 = mul %3, %8 : float32
      %10 = floor %9 : float32
      %11 = constant 1e-45 : float32
      %12 = mul %10, %11 : float32
      %13 = neg %12 : float32
      %14 = constant 1e-45 : float32
      %15 = select %7, %14, %13 : float32
      %16 = floatBits %1 : int32
      %17 = constant -2147483648 : int32
      %18 = bitAnd %16, %17 : int32
      %19 = constant 1065353216 : int32
      %20 = bitOr %18, %19 : int32
      %21 = constant 0 : float32
      %22 = bitsFloat %20 : float32
      %23 = select %5, %21, %22 : float32
      %24 = constant 0 : float32
      %25 = select %5, %24, %15 : float32
      %26 = loop ? carry () xs (%2) {
        (%27: float32)
        %28 = sub %0, %27 : float32[4]
        %29 = mul %28, %23 : float32[4]
        %30 = ge %29, %25 : bool[4]
        yield %30
      }
      return %26
    }"
  `);
});

test("strength: d * toFloat(mask) chooses between d and d * 0", () => {
  expect(
    after(`program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = loop ? carry () xs (%2) {
        (%4: float32)
        %5 = ge %0, %4 : bool[4]
        %6 = toFloat %5 : float32[4]
        %7 = mul %1, %6 : float32[4]
        yield %7
      }
      return %3
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = constant 0 : float32
      %4 = mul %1, %3 : float32
      %5 = loop ? carry () xs (%2) {
        (%6: float32)
        %7 = ge %0, %6 : bool[4]
        %8 = select %7, %1, %4 : float32[4]
        yield %8
      }
      return %5
    }"
  `);
});

test.each([
  ["the quotient is read elsewhere", "%6 = div %5, %1 : float32 %7 = ge %6, %3 : bool yield %7, %6"],
  ["the loop changes the divisor", "%6 = div %1, %5 : float32 %7 = ge %6, %3 : bool yield %7, %5"],
  ["it is compared with something else", "%6 = div %5, %1 : float32 %7 = ge %6, %1 : bool yield %7, %5"],
])("strength: leaves a loop alone where %s", (_, body) => {
  const program = parse(`program (%0: float32, %1: float32, %2: float32[?]) {
    %3 = constant 0 : float32
    %8, %9 = loop ? carry () xs (%2) { (%5: float32) ${body} }
    return %8, %9
  }`);
  expect(print(strength(program))).toBe(print(program));
});

/** Both forms, for each x and each d. */
const quotients = (dtype: string) =>
  parse(`program (%0: float32[?], %1: float32${dtype}) {
  %2 = constant 0 : float32
  %3, %4 = loop ? carry () xs (%0) {
    (%5: float32)
    %6 = div %5, %1 : float32${dtype}
    %7 = ge %6, %2 : bool${dtype}
    %8 = toFloat %7 : float32${dtype}
    %9 = mul %1, %8 : float32${dtype}
    yield %7, %9
  }
  return %3, %4
}`);

const bitsToFloat = (bits: number): number => new Float32Array(Int32Array.of(bits).buffer)[0] ?? 0;

/** Zeros, denormals, powers of two and their neighbours, the ends, infinities, NaN, and their negatives. */
const SPECIAL = [0, 1, 2, 3, 4, 0x7fffff, 0x800000, 0x7f7fffff, 0x7f800000, 0x7fc00000]
  .concat(Array.from({length: 254}, (_, i) => [(i + 1) << 23, ((i + 1) << 23) + 1, ((i + 1) << 23) - 1]).flat())
  .flatMap((bits) => [bitsToFloat(bits), -bitsToFloat(bits)]);

/** For all of `xs` over all of `ds`, what both forms give. */
function compare(xs: Float32Array, ds: Float32Array): void {
  const program = quotients(`[${String(ds.length)}]`);
  const rewritten = strength(program);
  expect(print(rewritten)).not.toContain("ge %6");
  const inputs = [
    {data: xs, shape: [xs.length]},
    {data: ds, shape: [ds.length]},
  ];
  const [a, b] = [interpret(program, inputs), interpret(rewritten, inputs)];
  a.forEach(({data}, i) => {
    const other = b[i]?.data ?? [];
    const at = data.findIndex((value, j) => !Object.is(value, other[j]));
    if (at >= 0) {
      const [x, d] = [xs[Math.floor(at / ds.length)], ds[at % ds.length]];
      throw new Error(`${String(x)} / ${String(d)}: ${String(data[at])} became ${String(other[at])}`);
    }
  });
}

test("strength: keeps the bits for special numbers over special numbers", () => {
  const ds = SPECIAL.filter((_, i) => i % 5 === 0 || i < 20);
  compare(Float32Array.from(SPECIAL), Float32Array.from(ds));
});

test("strength: keeps the bits where quotients underflow", () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: 0x7f7fffff}), fc.boolean(), (bits, negative) => {
      const a = bitsToFloat(bits);
      const d = negative ? -a : a;
      // the largest x whose quotient rounds to 0, and its neighbours
      const edge = Math.fround(a * 2 ** -150);
      const around = new Int32Array(Float32Array.of(edge).buffer)[0] ?? 0;
      const xs = [-3, -2, -1, 0, 1, 2, 3].flatMap((k) => {
        const x = bitsToFloat(Math.max(0, around + k));
        return [x, -x];
      });
      compare(Float32Array.from(xs), Float32Array.of(d));
    }),
    {numRuns: 1000},
  );
});

test("strength: keeps every bit of random programs", () => {
  checkPreservesBits(strength);
});
