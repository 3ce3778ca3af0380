/** @file The numbers of the page that no control moves: what the tables and the text about mistakes state. */
import {withUnit} from "../parameters.js";
import {factsOf, type Onset} from "./facts.js";
import {modelOf} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import type {ChooseValues} from "./parameters.js";
import {rateText, type LiveValues} from "./values.js";

/** The facts of a model's rows. */
export function factValues(model: ModelSpec, values: ChooseValues): LiveValues {
  const {states, constants, operations} = factsOf(model, values);
  return {
    [`${model.name}States`]: states.join(", "),
    [`${model.name}Constants`]: String(constants),
    [`${model.name}Operations`]: String(operations),
    [`${model.name}Dt`]: withUnit(model.dt, "ms"),
  };
}

/** How a curve begins, in the table. */
export function onsetValues({name}: ModelSpec, {rate, kind}: Onset): LiveValues {
  return {[`${name}Class`]: `class\u00a0${String(kind)}`, [`${name}Onset`]: rateText(rate)};
}

/** Resistance of a cell's membrane, in Mohm, for the note about scales. */
const REAL_RESISTANCE = 100;

/** The numbers in the text about mistakes. */
export function pitfallValues(): LiveValues {
  const {rheobase} = modelOf("AdExIF");
  return {
    adexRheobase: withUnit(rheobase, "mA"),
    adexVolts: withUnit(rheobase, "mV"),
    realResistance: withUnit(REAL_RESISTANCE, "MΩ"),
    // mV / Mohm is nA
    realCurrent: withUnit(Number(((rheobase / REAL_RESISTANCE) * 1000).toPrecision(3)), "pA"),
    initiationFrom: withUnit(-58, "mV"),
    ohms: withUnit(1, "Ω"),
    siemens: withUnit(1, "S"),
    realConductance: withUnit(1000 / REAL_RESISTANCE, "nS"),
    atThreshold: withUnit(-40, "mV"),
    nearBy: withUnit(0.2, "%"),
    classOne: "class\u00a01",
    classTwo: "class\u00a02",
  };
}
