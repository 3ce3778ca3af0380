/** @file The few statistics that the tables show. */

/** What stands for many samples. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  /** The distance between the quartiles, as a part of the median. */
  readonly spread: number;
}

export function summarize(samples: readonly number[]): Summary {
  const median = quantile(samples, 0.5);
  return {
    median,
    min: quantile(samples, 0),
    spread: (quantile(samples, 0.75) - quantile(samples, 0.25)) / median,
  };
}

/** The `q`-quantile, interpolated between the samples around it. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** Samples, one in every `stride` rounds. */
interface Sampled {
  readonly samples: readonly number[];
  readonly stride: number;
}

/**
 * How many times as long `subject` takes as `peer`: the median over pairs of samples taken one after the other, which
 * holds still where the machine does not.
 */
export function ratioOf(subject: Sampled, peer: Sampled): number {
  const stride = Math.max(subject.stride, peer.stride);
  const ratios: number[] = [];
  for (let round = 0; ; round += stride) {
    const time = subject.samples[round / subject.stride];
    const other = peer.samples[round / peer.stride];
    if (time === undefined || other === undefined) return quantile(ratios, 0.5);
    ratios.push(time / other);
  }
}

/** The line `fixed + slope x` through points. */
export interface Line {
  readonly fixed: number;
  readonly slope: number;
  /** The largest distance of a point from the line, as a part of the point. */
  readonly worst: number;
}

/** The line with the least squares of relative distances, so that small points count as much as large ones. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  let [sumW, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (const [x, y] of points) {
    const weight = 1 / (y * y);
    sumW += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
  }
  const slope = (sumW * sumXY - sumX * sumY) / (sumW * sumXX - sumX * sumX);
  const fixed = (sumY - slope * sumX) / sumW;
  return {fixed, slope, worst: Math.max(...points.map(([x, y]) => Math.abs(fixed + slope * x - y) / y))};
}
