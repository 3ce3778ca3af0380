/** @file The reference: what lib/index.ts and lib/visualize/index.ts export, written to dist/api. */
import {OptionDefaults} from "typedoc";

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "spikeloop",
  entryPoints: ["lib/index.ts", "lib/visualize/index.ts"],
  tsconfig: "lib/tsconfig.build.json",
  out: "dist/api",
  readme: "none",
  favicon: "src/favicon.svg",
  blockTags: [...OptionDefaults.blockTags, "@file"],
  excludeTags: ["@file"],
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  disableSources: true,
  hideGenerator: true,
  // arithmetic of types, and what a quantity holds inside
  intentionallyNotExported: [
    ...["Exponents", "Exponent", "Plus", "Minus"].map((name) => `spikeloop/units/dimensionTypes.ts:${name}`),
    "spikeloop/units/dimension.ts:Exponents",
    "spikeloop/array/value.ts:ArrayValue",
    "spikeloop/models/options.ts:Given",
    "spikeloop/random/randomState.ts:Plain",
    "spikeloop/transform/recording.ts:RecordPlan",
  ],
  treatWarningsAsErrors: true,
  validation: {notExported: true, invalidLink: true, notDocumented: false},
  navigationLinks: {Tutorials: "../index.html"},
};
