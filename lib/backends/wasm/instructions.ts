/** @file The instructions that the compiler emits, by their names in the text format. Data only. */

/** The prefix byte of SIMD instructions, whose number follows in LEB128. */
const simd = (code: number): readonly number[] => (code < 128 ? [0xfd, code] : [0xfd, (code & 127) | 128, code >> 7]);

/** Instructions without immediates. */
export const PLAIN = {
  "i32.eqz": [0x45],
  "i32.eq": [0x46],
  "i32.ne": [0x47],
  "i32.lt_s": [0x48],
  "i32.lt_u": [0x49],
  "i32.add": [0x6a],
  "i32.sub": [0x6b],
  "i32.mul": [0x6c],
  "i32.div_u": [0x6e],
  "i32.rem_u": [0x70],
  "i32.and": [0x71],
  "i32.shl": [0x74],
  "i32.shr_s": [0x75],
  "i32.shr_u": [0x76],
  select: [0x1b],
  "memory.copy": [0xfc, 0x0a, 0x00, 0x00],

  "i32x4.splat": simd(0x11),
  "i32x4.eq": simd(0x37),
  "i32x4.ne": simd(0x38),
  "i32x4.lt_s": simd(0x39),
  "i32x4.gt_s": simd(0x3b),
  "i32x4.le_s": simd(0x3d),
  "i32x4.ge_s": simd(0x3f),
  "f32x4.eq": simd(0x41),
  "f32x4.ne": simd(0x42),
  "f32x4.lt": simd(0x43),
  "f32x4.gt": simd(0x44),
  "f32x4.le": simd(0x45),
  "f32x4.ge": simd(0x46),
  "v128.not": simd(0x4d),
  "v128.and": simd(0x4e),
  "v128.andnot": simd(0x4f),
  "v128.or": simd(0x50),
  "v128.xor": simd(0x51),
  "v128.bitselect": simd(0x52),
  "v128.any_true": simd(0x53),
  "f32x4.ceil": simd(0x67),
  "f32x4.floor": simd(0x68),
  "f32x4.trunc": simd(0x69),
  "f32x4.nearest": simd(0x6a),
  "i32x4.abs": simd(0xa0),
  "i32x4.neg": simd(0xa1),
  "i32x4.shl": simd(0xab),
  "i32x4.shr_s": simd(0xac),
  "i32x4.shr_u": simd(0xad),
  "i32x4.add": simd(0xae),
  "i32x4.sub": simd(0xb1),
  "i32x4.mul": simd(0xb5),
  "i32x4.min_s": simd(0xb6),
  "i32x4.max_s": simd(0xb8),
  "f32x4.abs": simd(0xe0),
  "f32x4.neg": simd(0xe1),
  "f32x4.sqrt": simd(0xe3),
  "f32x4.add": simd(0xe4),
  "f32x4.sub": simd(0xe5),
  "f32x4.mul": simd(0xe6),
  "f32x4.div": simd(0xe7),
  "f32x4.min": simd(0xe8),
  "f32x4.max": simd(0xe9),
  "i32x4.trunc_sat_f32x4_s": simd(0xf8),
  "f32x4.convert_i32x4_s": simd(0xfa),
} as const satisfies Record<string, readonly number[]>;

/** Instructions with a memory immediate: the alignment (as a power of two) and an offset. */
export const MEMORY = {
  "i32.load": {code: [0x28], align: 2},
  "i32.store": {code: [0x36], align: 2},
  "v128.load": {code: simd(0x00), align: 2},
  "v128.load32_splat": {code: simd(0x09), align: 2},
  "v128.store": {code: simd(0x0b), align: 2},
} as const satisfies Record<string, {code: readonly number[]; align: number}>;

/** Instructions with a memory immediate and a lane. */
export const MEMORY_LANE = {
  "v128.store32_lane": {code: simd(0x5a), align: 2},
  "v128.store64_lane": {code: simd(0x5b), align: 2},
} as const satisfies Record<string, {code: readonly number[]; align: number}>;

/** Instructions with a lane. */
export const LANE = {
  "i32x4.extract_lane": simd(0x1b),
  "i32x4.replace_lane": simd(0x1c),
} as const satisfies Record<string, readonly number[]>;

/** A choice between two vectors; unlike `select`, it names its type. */
export const SELECT_V128: readonly number[] = [0x1c, 0x01, 0x7b];

export const V128_CONST = simd(0x0c);

/** Instructions that other parts of the assembler give a form of their own. */
export const CONTROL = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  /** A block that leaves nothing. */
  empty: 0x40,
} as const;

export type PlainName = keyof typeof PLAIN;
export type MemoryName = keyof typeof MEMORY;
