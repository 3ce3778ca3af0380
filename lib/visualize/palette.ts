/**
 * @file Colours and dashes. Each colour is a CSS custom property that a page may set, with a fallback that keeps a
 * contrast of 3:1 on white and on near-black alike; whatever is told apart by colour is told apart by its dashes too.
 */

/** The colours of up to six lines, in order. */
export const LINE_COLORS: readonly string[] = [
  "var(--spikeloop-line-1, var(--theme-foreground-focus, #3b78c9))",
  "var(--spikeloop-line-2, #c8581a)",
  "var(--spikeloop-line-3, #0f8f6f)",
  "var(--spikeloop-line-4, #a357b8)",
  "var(--spikeloop-line-5, #a67c00)",
  "var(--spikeloop-line-6, #cc4b7b)",
];

/** The dashes of up to six lines; the first is solid. */
export const LINE_DASHES: readonly (string | undefined)[] = [undefined, "7 2", "3 2", "9 2 2 2", "1 2", "5 2 1 2 1 2"];

/** How a line is told from others: its colour and dashes. */
export interface LineStyle {
  readonly color: string;
  readonly dash?: string;
}

/** The colour of line `i`, counted from 0; after six they start again. */
export const lineColor = (i: number): string => LINE_COLORS[i % LINE_COLORS.length]!;

/** The style of line `i`, counted from 0. */
export const lineStyle = (i: number): LineStyle => ({color: lineColor(i), dash: LINE_DASHES[i % LINE_DASHES.length]});

export const THRESHOLD: LineStyle = {color: "var(--spikeloop-threshold, #d1492e)", dash: "6 4"};
export const RESET: LineStyle = {color: "var(--spikeloop-reset, #808080)", dash: "1.5 3"};

/** The styles of further guide lines, in order; after four they start again. */
export const GUIDE_STYLES: readonly LineStyle[] = [
  {color: "var(--spikeloop-guide-1, #0f8f6f)", dash: "10 3 2 3"},
  {color: "var(--spikeloop-guide-2, #a357b8)", dash: "3 3"},
  {color: "var(--spikeloop-guide-3, #a67c00)", dash: "12 4"},
  {color: "var(--spikeloop-guide-4, #cc4b7b)", dash: "8 2 2 2 2 2"},
];

export const SPIKE = "var(--spikeloop-spike, currentColor)";
export const INPUT = "var(--spikeloop-input, #0f8f6f)";
export const MARKED = "var(--spikeloop-marked, #d1492e)";
export const ANALYTIC: LineStyle = {color: "var(--spikeloop-analytic, currentColor)", dash: "6 4"};
export const RHEOBASE: LineStyle = {color: "var(--spikeloop-rheobase, #a357b8)", dash: "2 3"};
export const CEILING: LineStyle = {color: "var(--spikeloop-ceiling, #808080)", dash: "10 3 2 3"};

/** What lies behind the figure, for the halo of a text. `Canvas` follows the page's colour scheme. */
export const BACKGROUND = "var(--theme-background, Canvas)";
