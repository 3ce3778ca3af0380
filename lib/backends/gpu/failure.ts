/** @file Why something does not run on a device: known beforehand, or found while it ran. */

/** A program, or a value in it, that kernels cannot take; `reason` says what in words. */
export class CannotTake extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = "CannotTake";
  }
}

/** A launch that failed. */
export class KernelFailure extends Error {
  constructor(
    readonly reason: string,
    /** Whether fewer steps may help. */
    readonly mayRetry = true,
  ) {
    super(reason);
    this.name = "KernelFailure";
  }
}
