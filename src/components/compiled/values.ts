/**
 * @file Every number and every sentence of the page about compiling that depends on the reader's values, by the name it
 * has in the page. The text of the page holds the same for the defaults, and a test compares.
 */
import type {Prediction} from "../predict.js";
import {withUnit, type Parameter} from "../parameters.js";
import {
  COMPILED_PARAMETERS,
  INPUTS,
  STAGES,
  STORIES,
  STRUCTURE,
  type CompiledValues,
  type Stage,
} from "./parameters.js";
import {splitAtLoop, splitAtModuleLoop} from "./programView.js";
import {stageOf, type CallTimes, type CompiledRun} from "./run.js";

/** What the page says of the last move before the first. */
export const NOTHING_MOVED: LiveValues = {keyWord: "not moved yet", keyStory: "none yet"};

export type LiveValues = Readonly<Record<string, string>>;

export function compiledValues(run: CompiledRun): LiveValues {
  const {values, program, times} = run;
  const counts = STAGES.flatMap((stage) => {
    const {inLoop, outside} = stageOf(run, stage).operations;
    return [
      [`${stage}InLoop`, String(inLoop)],
      [`${stage}Outside`, String(outside)],
    ];
  });
  return {
    ...(Object.fromEntries(counts) as LiveValues),
    ...Object.fromEntries([...INPUTS, ...STRUCTURE].map((name) => [name, shown(name, values)])),
    storyI: shown("I", {...values, ...STORIES}),
    storyTau: shown("tau", {...values, ...STORIES}),
    key: program.key,
    steps: String(times.shape[0]),
    moduleBytes: withUnit(program.moduleBytes, "bytes"),
    moduleLines: String(program.listing.split("\n").length),
    ...divisions(run),
    pass: values.pass,
    passStory: passStory(run, values.pass as Stage),
  };
}

/** The divisions of a step: in the program, and in the module, which has one for each vector that is under way. */
function divisions(run: CompiledRun): LiveValues {
  const inProgram = (splitAtLoop(stageOf(run, "dce").text).loop.match(/ = div /g) ?? []).length;
  const inModule = (splitAtModuleLoop(run.program.listing).loop.match(/f32x4\.div/g) ?? []).length;
  return {
    programDivisions: String(inProgram),
    moduleDivisions: String(inModule),
    vectors: String(inModule / inProgram),
  };
}

/** The parts of a first call, and of a repeated one, in milliseconds, by the names of their places. */
export function partsOf({program}: CompiledRun, calls: CallTimes): {first: Times; repeat: Times} {
  const {trace, key, verify, optimize, lower, compile} = program.times;
  const {total, trace: again, key: keyAgain, find, bind, run, copy} = calls.repeated;
  const rest = Math.max(0, total - again - keyAgain - find - bind - run - copy);
  return {
    first: {
      Trace: trace,
      Key: key,
      Optimize: verify + optimize,
      Lower: lower,
      Compile: compile ?? 0,
      Run: calls.firstRun,
      Draw: calls.firstDraw,
    },
    repeat: {Trace: again, Key: keyAgain, Find: find, Bind: bind, Run: run, Copy: copy, Rest: rest, Draw: calls.draw},
  };
}

type Times = Readonly<Record<string, number>>;

/** What this run cost: different every time, so the page as it is served shows none of it. */
export function measuredValues(run: CompiledRun, calls: CallTimes, pressed = false): LiveValues {
  const shownParts = Object.entries(partsOf(run, calls)).flatMap(([call, parts]) => [
    ...Object.entries(parts).map(([part, taken]) => [`${call}${part}`, time(taken)]),
    [`${call}Total`, time(Object.values(parts).reduce((sum, part) => sum + part, 0))],
  ]);
  return {
    ...(Object.fromEntries(shownParts) as LiveValues),
    ...(run.program.times.compile === null ? {firstCompile: "not here"} : {}),
    found: calls.compiled ? "compiled for the first time" : "found, already compiled",
    measuredHow: pressed
      ? "at your press, the best of five rounds"
      : "after the last move, the best of three short rounds",
  };
}

/** What the last move changed, and what that did to the program; nothing when it only chose another pass to look at. */
export function moveValues(before: CompiledRun, after: CompiledRun): LiveValues {
  const moved = [...INPUTS, ...STRUCTURE].filter((name) => before.values[name] !== after.values[name]);
  if (moved.length === 0) return {};
  const moves = moved.map((name) => {
    const {label} = COMPILED_PARAMETERS[name];
    return `${label} ${shown(name, before.values)} → ${shown(name, after.values)}`;
  });
  const same = (equal: boolean): string => (equal ? "unchanged" : "changed");
  const key = same(before.program.key === after.program.key);
  const text = same(before.program.trace === after.program.trace);
  return {
    keyWord: `${key} by the last move`,
    keyStory: `${moves.join(", ")}: program key ${key}, program text ${text}.`,
  };
}

/** The question before the passes are shown. */
export function leftPrediction(run: () => CompiledRun): Prediction {
  const [MORE, HALF, NONE] = ["more than were recorded", "about half", "almost none"] as const;
  return {
    question: "How many operations are left in the loop?",
    options: [MORE, HALF, NONE],
    answer(option) {
      const recorded = stageOf(run(), "trace").operations.inLoop;
      const {inLoop, outside} = stageOf(run(), "dce").operations;
      const right = inLoop > recorded ? MORE : inLoop > recorded / 4 ? HALF : NONE;
      const reason = `${String(inLoop)} are left of ${String(recorded)}; ${String(outside)} others run once a call.`;
      return `${option === right ? "Yes." : `Not this time: ${right}.`} ${reason}`;
    },
  };
}

function passStory(run: CompiledRun, stage: Stage): string {
  const {inLoop, outside} = stageOf(run, stage).operations;
  const previous = STAGES[STAGES.indexOf(stage) - 1] ?? stage;
  const before = stageOf(run, previous).operations;
  const inside = `In the loop: ${move(before.inLoop, inLoop)}; outside: ${move(before.outside, outside)}.`;
  const stories: Readonly<Record<Stage, string>> = {
    trace: "What your step did, as recorded.",
    expandFunctions: "Functions become programs over additions, multiplications and comparisons: exprel here.",
    hoist: "What is the same in every step leaves the loop.",
    fold: "What is known already is computed now, and what changes nothing goes.",
    cse: "What is computed twice is computed once.",
    strength: "A quotient that is only compared with 0 needs no division, and a mask no product.",
    carry: "What one step computes at its end and the next at its start is handed over instead.",
    spare: "Of a population that records chosen neurons only, these get a loop of their own. Here all are recorded.",
    dce: "What no result needs goes.",
  };
  return stage === "trace"
    ? `${stories.trace} In the loop: ${String(inLoop)}; outside: ${String(outside)}.`
    : `${stories[stage]} ${inside}`;
}

const move = (before: number, after: number): string =>
  before === after ? `${String(after)} as before` : `${String(before)} → ${String(after)}`;

function shown(name: keyof CompiledValues, values: CompiledValues): string {
  const parameter: Parameter = COMPILED_PARAMETERS[name];
  return parameter.kind === "number" ? withUnit(values[name], parameter.unit) : String(values[name]);
}

const time = (milliseconds: number): string =>
  milliseconds < 0.1
    ? withUnit((1000 * milliseconds).toFixed(milliseconds < 0.01 ? 1 : 0), "µs")
    : withUnit(milliseconds.toFixed(2), "ms");
