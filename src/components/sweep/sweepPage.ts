/**
 * @file The page about sweeps, alive: at each move of a constant the latest sweep runs, in short tasks; the cell under the
 * mouse, or the one that is set, is run alone at once.
 */
import {controls, resetButton} from "../controls.js";
import {rheobase} from "../firstNeuron/theory.js";
import {figurePlaces} from "../figurePlaces.js";
import {copyButton, setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import type {Scope} from "../runListing.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {cellOf, type Cell} from "./cells.js";
import {Devices} from "./devices.js";
import {cellFigure} from "./figures.js";
import {heatmap, type Heatmap} from "./heatmap.js";
import {latest, type Running} from "./latest.js";
import {listing, PROGRAM, wholeProgram} from "./listings.js";
import {placeMeasuring} from "./measuring.js";
import {CURRENTS, neuronOf, sideOf, SWEEP_PARAMETERS, type SweepValues} from "./parameters.js";
import {followPointing} from "./pointing.js";
import {cellScope, runCell, startSweep, type CellRun, type Sweep} from "./run.js";
import {cellValues, mapValues, noticeOf, ranValues, settingValues} from "./values.js";

/** A sweep that takes longer than this says so, in ms. */
const LONG = 300;

interface Ended {
  readonly sweep: Sweep;
  readonly isSoftware: boolean;
}

/** Brings the page to life; returns what ends it, and gives the devices back. */
export function startSweepPage(root: HTMLElement): () => void {
  const store = new ParameterStore<SweepValues>(SWEEP_PARAMETERS);
  const endAddress = followAddress(store);
  const devices = new Devices();
  const setValues = liveText(root);
  const mapPlace = place(root, "map");
  // not the map: whatever draws it again, when it is resized or scrolled to, takes the mark off
  const badge = place(root, "badge");
  placeControls(root, store);

  let ended: Ended | null = null;
  let map: Heatmap | null = null;
  let hovered: Cell | null = null;
  let scope: {key: string; scope: Scope} | null = null;
  let shown: {cell: Cell; run: CellRun} | null = null;

  const drawnMap = figurePlaces(root, {
    map(width, height) {
      if (ended === null) return undefined;
      map = heatmap(ended.sweep, width, height);
      map.mark(hovered ?? cellOf(store.values));
      return map.figure;
    },
  });
  const drawnTrace = figurePlaces(root, {
    trace: (width, height) =>
      shown === null ? undefined : cellFigure(store.values, shown.cell, shown.run, width, height),
  });

  const showCell = (): void => {
    const {values} = store;
    const cell = hovered ?? cellOf(values);
    const looked = {...values, I: cell.I, tau: cell.tau};
    const key = `${String(values.V_th)} ${String(values.tau_ref)}`;
    if (scope?.key !== key) scope = {key, scope: cellScope(values)};
    const run = runCell(looked, scope.scope);
    shown = {cell, run};
    map?.mark(cell);
    setCode(place(root, "cell-code"), listing("cell", looked));
    setOutput(place(root, "cell-output"), run.output);
    setValues(cellValues(values, cell, run, ended !== null && isOf(ended.sweep, values) ? ended.sweep : null));
    drawnTrace.redraw("trace");
  };
  const showSweep = (now: Ended): void => {
    ended = now;
    const {sweep, isSoftware} = now;
    setValues({...mapValues(sweep), ...ranValues(sweep, isSoftware), state: ""});
    setOutput(place(root, "run-output"), sweep.output);
    setNotice(root, noticeOf(sweep, isSoftware));
    drawnMap.redraw("map");
    showCell();
    makeScrollable(root);
    if (isOf(sweep, store.values)) badge.removeAttribute("aria-busy");
  };

  let slow: ReturnType<typeof setTimeout> | undefined;
  const runs = latest<SweepValues, Ended>(
    (values) => {
      clearTimeout(slow);
      slow = setTimeout(() => setValues({state: `running on ${values.backend} …`}), LONG);
      return watched(values, devices);
    },
    (now) => {
      clearTimeout(slow);
      showSweep(now);
    },
    (error) => {
      clearTimeout(slow);
      setValues({state: ""});
      setNotice(root, String(error));
      badge.removeAttribute("aria-busy");
    },
  );
  const wanted = (): void => {
    badge.setAttribute("aria-busy", "true");
    runs.ask(store.values);
  };
  const measuring = placeMeasuring(root, {
    values: () => store.values,
    devices,
    setValues,
    pause() {
      clearTimeout(slow);
      setValues({state: ""});
      runs.stop();
    },
    resume() {
      if (ended === null || !isOf(ended.sweep, store.values)) wanted();
      else badge.removeAttribute("aria-busy");
    },
  });

  let last: SweepValues | null = null;
  const unfollow = store.follow((values) => {
    const isOther = last === null || sweepKey(last) !== sweepKey(values);
    // a cell of another map
    if (last?.side !== values.side) hovered = null;
    last = values;
    setValues(settingValues(values));
    for (const name of PROGRAM) if (name !== "cell") setCode(place(root, `${name}-code`), listing(name, values));
    setStoryLinks(root, values);
    showCell();
    if (!isOther) return;
    const wasMeasuring = measuring.busy();
    measuring.reset("stopped: the settings changed");
    // the end of a measurement asks by itself
    if (!wasMeasuring) wanted();
  });

  let frame = 0;
  const endPointing = followPointing(mapPlace, {
    at: (x, y) => map?.at(x, y) ?? null,
    here: () => cellOf(store.values),
    side: () => sideOf(store.values),
    look(cell) {
      if (cell?.column === hovered?.column && cell?.row === hovered?.row) return;
      hovered = cell;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(showCell);
    },
    choose: ({I, tau}, going) => store.set({I, tau}, going ? "move" : "commit"),
  });
  mapPlace.tabIndex = 0;
  const endLinks = followStoryLinks(store, root);
  makeScrollable(root);
  return () => {
    clearTimeout(slow);
    cancelAnimationFrame(frame);
    runs.stop();
    measuring.reset("");
    for (const end of [unfollow, endLinks, endAddress, endPointing, drawnMap.stop, drawnTrace.stop]) end();
    void devices.close();
  };
}

/** A sweep with what is known of its device. */
function watched(values: SweepValues, devices: Devices): Running<Ended> {
  const run = startSweep(values);
  return {
    result: run.result.then(async (sweep) => ({sweep, isSoftware: await devices.isSoftware(sweep.report)})),
    stop: () => run.stop(),
  };
}

/** What a sweep depends on. */
function sweepKey({V_th, tau_ref, backend, side}: SweepValues): string {
  return JSON.stringify([V_th, tau_ref, backend, side]);
}

const isOf = (sweep: Sweep, values: SweepValues): boolean => sweepKey(sweep.values) === sweepKey(values);

function placeControls(root: HTMLElement, store: ParameterStore<SweepValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, ["V_th", "tau_ref"]));
  place(root, "cell-controls").replaceChildren(...controls(store, ["I", "tau", "side"]));
  place(root, "backend-control").replaceChildren(...controls(store, ["backend"]));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "copy-program").replaceChildren(copyButton("Copy the whole program", () => wholeProgram(store.values)));
}

function setNotice(root: HTMLElement, words: string): void {
  const notice = place(root, "notice");
  if (notice.textContent !== words) notice.textContent = words;
  notice.hidden = words === "";
}

/** How far the cells of the stories are from the rheobase at least, in mA. */
const NEAR = 0.2;

/** Links to cells beside the rheobase follow it. */
export function setStoryLinks(root: ParentNode, values: SweepValues): void {
  // on a coarse map the nearest cell of a current could lie on the other side
  const near = Math.max(NEAR, (CURRENTS.to - CURRENTS.from) / (sideOf(values) - 1));
  const boundary = rheobase(neuronOf(values, values.tau));
  for (const [name, I] of Object.entries({below: boundary - near, above: boundary + near})) {
    const search = `I=${String(Number(I.toPrecision(4)))}&tau=${String(SWEEP_PARAMETERS.tau.max)}`;
    for (const link of root.querySelectorAll<HTMLAnchorElement>(`a[data-story="${name}"]`)) {
      link.dataset.set = search;
      link.search = search;
    }
  }
}
