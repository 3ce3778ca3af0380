/** @file An array of numbers: elements in row-major order under a shape. Units are not known here. */
import type {DType, Elements} from "../core/dtype.js";
import type {Shape} from "../core/shape.js";

/** Elements in row-major order. Never written to once it is made. */
export class NDArray {
  constructor(
    readonly data: Elements,
    readonly shape: Shape,
    readonly dtype: DType,
  ) {}

  /** A float32 scalar. */
  static scalar(value: number): NDArray {
    return new NDArray(Float32Array.of(value), [], "float32");
  }
}
