/** @file Figures under one another on one time axis: same margins, same limits, labels of the axis at the bottom only. */
import type {Time, Unit} from "../index.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../index.js";
import {pinned} from "./domain.js";
import {figureShell, panelParts, titleParts, withCaption} from "./draw.js";
import type {AxisSpec, FigureOptions, FigureSpec, Range} from "./figureSpec.js";
import {optionsOf} from "./given.js";

/** How `panels` lays its figures out. */
export interface PanelsOptions extends Omit<FigureOptions, "height" | "ariaLabel" | "ariaDescription"> {
  /** The limits of the shared time axis. Time. Default: from the first start to the last end of the figures. */
  xDomain?: Range<Time>;
}

/**
 * Draws figures under one another, first at the top, as one `<figure>`. Their time axes become one: the same limits
 * and margins, ticks and label below the last only. Each keeps its own title, legend, height and description.
 * @param specs what `membraneTraceSpec`, `spikeRasterSpec` and `inputCurrentSpec` return.
 * @throws ShapeError when there is none. @throws UnitMismatchError when their x axes are in different units.
 * @example panels([inputCurrentSpec({times, current}), membraneTraceSpec({times, V})], {width: 640});
 */
export function panels(specs: readonly FigureSpec[], options: PanelsOptions = {}): HTMLElement {
  optionsOf("panels", options, "xDomain");
  const x = sharedAxis(specs, options.xDomain);
  const document = options.document ?? specs[0]!.options.document;
  const figure = figureShell({...options, document}, "panels");
  figure.append(...titleParts({...options, document}));
  specs.forEach((spec, i) => {
    const own = {...spec.options, document};
    if (options.legend === false) own.legend = false;
    const layout = {width: options.width ?? specs[0]!.options.width, x, withTimeAxis: i === specs.length - 1};
    figure.append(...panelParts({...spec, options: own}, layout));
  });
  return withCaption(figure, {...options, document});
}

/** The x axis that holds all of the figures, or the one the caller pinned. */
function sharedAxis(specs: readonly FigureSpec[], range: Range<Time> | undefined): AxisSpec {
  // a caller without types may give anything
  const given: unknown = specs;
  if (!Array.isArray(given)) {
    throw new ParameterError(
      "panels: not a list of figures, expected what membraneTraceSpec and others give, in a list",
    );
  }
  const first = specs[0]?.x;
  if (first === undefined) {
    throw new ShapeError("panels: there is nothing to draw, expected at least one figure, got none");
  }
  for (const {x} of specs) {
    if (x.label === first.label) continue;
    throw new UnitMismatchError(`panels: the x axes differ, expected ${first.label} for all, got ${x.label}`);
  }
  if (range !== undefined) return {...first, domain: pinned("panels", "xDomain", range, first.unit as Unit<Time>)};
  const starts = specs.map(({x}) => x.domain[0]);
  const ends = specs.map(({x}) => x.domain[1]);
  return {...first, domain: [Math.min(...starts), Math.max(...ends)]};
}
