/** @file The order of the house, kept by `npm run lint`: which folder may import which. Type-only imports count. */

/** The main line, lowest first: a folder may import the folders before it in its row, and itself. */
const MAIN_LINE = [
  ["core"],
  ["ir"],
  ["array", "backends"],
  ["run"],
  ["units"],
  ["math"],
  ["state"],
  ["input"],
  ["transform"],
  ["random"],
  ["init"],
  ["integrate"],
  ["surrogate"],
  ["models"],
  ["train", "metric"],
];

/** @param {readonly string[]} names */
const folder = (names) => `^lib/(${names.join("|")})/`;

/**
 * A floor may not import a floor above it.
 * @type {import("dependency-cruiser").IForbiddenRuleType[]}
 */
const upward = MAIN_LINE.slice(0, -1).map((names, floor) => ({
  name: `no-import-upward-from-${names.join("-")}`,
  severity: "error",
  comment:
    "imports point one way: core <- ir <- array, backends <- run <- units <- math <- state <- input <- transform <- random <- init <- ... <- train",
  from: {path: folder(names)},
  to: {path: folder(MAIN_LINE.slice(floor + 1).flat())},
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: "no-cycle",
      severity: "error",
      comment: "a cycle, of types too, is two files that are one",
      from: {},
      to: {circular: true},
    },
    {
      name: "backends-see-programs-only",
      severity: "error",
      comment: "a backend never sees a unit, a model or an array: it gets a verified program",
      from: {path: "^lib/backends/"},
      to: {path: "^lib/", pathNot: "^lib/(backends|core|ir)/"},
    },
    {
      name: "only-run-and-transform-see-backends",
      severity: "error",
      comment: "a model never sees a backend; the public index may name one",
      from: {path: "^lib/", pathNot: "^lib/(backends|run|transform)/|^lib/index\\.ts$"},
      to: {path: "^lib/backends/"},
    },
    {
      name: "models-see-no-program",
      severity: "error",
      comment: "a model is written with math on quantities: it never sees the IR",
      from: {path: "^lib/(init|input|integrate|metric|models|random|train|visualize)/"},
      to: {path: "^lib/ir/"},
    },
    {
      name: "only-units-imports-mathjs",
      severity: "error",
      comment: "mathjs is large, and its units are slow where there are many",
      from: {pathNot: "^lib/units/"},
      to: {path: "node_modules/mathjs/|^mathjs"},
    },
    {
      name: "gpu.js-loads-at-first-use",
      severity: "error",
      comment: "gpu.js is large, optional, and needed on a GPU alone: only a dynamic import, and in one file",
      from: {path: "^lib/"},
      to: {path: "node_modules/gpu\\.js/", dynamic: false},
    },
    {
      name: "only-library-imports-gpu.js",
      severity: "error",
      comment: "one file says which part of gpu.js is used",
      from: {path: "^(lib|src)/", pathNot: "^lib/backends/gpu/library\\.ts$"},
      to: {path: "node_modules/gpu\\.js/"},
    },
    {
      name: "visualize-uses-the-public-face",
      severity: "error",
      comment: "lib/visualize is a bundle of its own: a value from inside would be a second copy of its class",
      from: {path: "^lib/visualize/"},
      to: {path: "^lib/", pathNot: "^lib/visualize/|^lib/index\\.ts$", dependencyTypesNot: ["type-only"]},
    },
    {
      name: "visualize-is-a-leaf",
      severity: "error",
      comment: "figures are an export of their own: nothing else in the package may need Plot",
      from: {path: "^lib/", pathNot: "^lib/visualize/"},
      to: {path: "^lib/visualize/|node_modules/@observablehq/"},
    },
    {
      name: "lib-stands-alone",
      severity: "error",
      comment: "the package knows nothing of the site, the tests, the benchmarks or the scripts",
      from: {path: "^lib/"},
      to: {path: "^(src|test|bench|scripts)/"},
    },
    {
      name: "site-uses-the-public-face",
      severity: "error",
      comment: "a page shows the line that a reader would write",
      from: {path: "^src/"},
      to: {path: "^lib/", pathNot: "^lib/(visualize/)?index\\.ts$"},
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "every import resolves",
      from: {},
      to: {couldNotResolve: true, pathNot: "^observablehq:|\\?source$"},
    },
  ],
  options: {
    doNotFollow: {path: "node_modules|^lib/dist/"},
    exclude: {path: "(^|/)(dist|\\.observablehq)/"},
    tsConfig: {fileName: "tsconfig.json"},
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {exportsFields: ["exports"], conditionNames: ["import", "default", "types"]},
  },
};
