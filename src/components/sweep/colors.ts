/** @file The colours of the map: one for each rate, and another for neurons that never spike. */
import * as Plot from "@observablehq/plot";

/** The colours from 0 Hz to the highest, which dark and light pages alike can show. */
const SCHEME = "viridis";
/** Shades that a scale is cut into: more than a rate counted in a sweep can tell apart. */
const SHADES = 256;

let shades: Uint32Array | null = null;

/** The pixels of the shades, from low to high, as the canvas holds them: red in the lowest byte. */
function pixels(): Uint32Array {
  if (shades !== null) return shades;
  const scale = Plot.scale({color: {type: "linear", scheme: SCHEME, domain: [0, SHADES - 1]}}) as {
    apply: (shade: number) => string;
  };
  shades = Uint32Array.from({length: SHADES}, (_, shade) => pixelOf(scale.apply(shade)));
  return shades;
}

/** `rgb(1, 2, 3)` or `#010203` as a pixel. */
export function pixelOf(color: string): number {
  const parts = color.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
    : (color.match(/\d+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0] = parts;
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Paints counts: the first row of them lowest. A count of 0 stays transparent, so that the ground shows.
 * @param highest the count that has the last colour
 */
export function paint(counts: ArrayLike<number>, side: number, highest: number, into: Uint32Array): void {
  const shade = pixels();
  for (let row = 0; row < side; row++) {
    const from = row * side;
    const to = (side - 1 - row) * side;
    for (let column = 0; column < side; column++) {
      const count = counts[from + column] as number;
      const at = Math.min(SHADES - 1, Math.floor((count / highest) * SHADES));
      into[to + column] = count === 0 ? 0 : (shade[at] as number);
    }
  }
}

/** The scale beside the map, from 0 to the highest rate in Hz. */
export function colorLegend(highest: number, width: number): HTMLElement {
  const legend = Plot.legend({
    color: {type: "linear", scheme: SCHEME, domain: [0, highest]},
    label: "Firing rate (Hz)",
    ticks: 4,
    width,
    style: {fontFamily: "inherit", fontSize: "12px"},
  }) as unknown as HTMLElement;
  legend.setAttribute("role", "img");
  legend.setAttribute("aria-label", `Colours from 0 Hz, dark violet, to ${String(highest)} Hz, yellow`);
  return legend;
}
