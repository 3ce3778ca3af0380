/** @file In a fresh process: every stage of the compiler at its first use. */
import {compileStages} from "./stages.js";
import type {ModelName} from "./stages.js";

const [model, lanes] = process.argv.slice(2);
console.log(JSON.stringify(compileStages(model as ModelName, Number(lanes))));
