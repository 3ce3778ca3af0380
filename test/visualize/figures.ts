/** @file What the tests of figures share: a document, and readers of what was drawn. */
import {JSDOM} from "jsdom";

/** A document without a browser. */
export const document = new JSDOM("<!doctype html>").window.document;

type Point = readonly [x: number, y: number];

/** The points of each line of a figure, in px; a line that breaks is several. */
export function linesOf(figure: Element): Point[][] {
  return [...figure.querySelectorAll(".spikeloop-line path")].flatMap((path) =>
    (path.getAttribute("d") ?? "")
      .split("M")
      .filter((part) => part !== "")
      .map((part) => part.split("L").map((pair) => pair.split(",").map(Number) as unknown as Point)),
  );
}

/** How many spikes each path of ticks draws, and where the first stands. */
export function ticksOf(figure: Element): {count: number; x: number[]}[] {
  return [...figure.querySelectorAll("path.spikeloop-spikes")].map((path) => {
    const strokes = (path.getAttribute("d") ?? "").split("M").slice(1);
    return {count: strokes.length, x: strokes.map((stroke) => Number.parseFloat(stroke))};
  });
}

/** Where the number `label` stands on an axis, in px: the way from the drawing back to the data. */
export function positionOf(figure: Element, axis: "x" | "y", label: string): number {
  const labels = [...figure.querySelectorAll(`[data-part="${axis}-axis tick label"] text`)];
  const text = labels.find((element) => element.textContent === label);
  const place = /translate\(([\d.]+),([\d.]+)\)/.exec(text?.getAttribute("transform") ?? "");
  if (place === null) throw new Error(`no tick ${label} among ${labels.map((l) => l.textContent).join(" ")}`);
  return Number(place[axis === "x" ? 1 : 2]);
}

/** The names in the legend, in order. */
export function legendOf(figure: Element): string[] {
  return [...figure.querySelectorAll(".spikeloop-legend > span")].map((item) => item.textContent ?? "");
}

/** The label of an axis; empty when it has none. */
export function axisLabel(figure: Element, axis: "x" | "y"): string {
  return figure.querySelector(`[data-part="${axis}-axis label"]`)?.textContent ?? "";
}

/** What a screen reader says of the drawing. */
export function descriptionOf(figure: Element): string {
  return figure.querySelector("svg[role=img]")?.getAttribute("aria-description") ?? "";
}
