/** @file Lint rules: typed, with `any` and what leaks from it forbidden, and the two name registers of the project. */
import {defineConfig, globalIgnores} from "eslint/config";
import tseslint from "typescript-eslint";

/** Words are camelCase; a physics symbol is a short head and subscripts, as papers write it: V_th, tau_ref, spk_reset. */
const CAMEL = "[a-z][a-zA-Z0-9]*";
const SYMBOL = "[A-Za-z]{1,6}[0-9]*(_[A-Za-z0-9]+)+|[A-Z][A-Za-z0-9]*";
/** @param {...string} patterns */
const matches = (...patterns) => ({regex: `^_?(${patterns.join("|")})$`, match: true});

const naming = [
  {selector: ["class", "interface", "typeAlias"], format: ["PascalCase"]},
  {selector: ["function", "classMethod", "typeMethod"], format: null, custom: matches(CAMEL, "[A-Za-z][0-9]?_[a-z]+")},
  {selector: ["variable", "parameter"], format: null, custom: matches(CAMEL, SYMBOL, "[A-Z][A-Z0-9_]*", "")},
  {
    selector: ["classProperty", "typeProperty", "objectLiteralProperty", "parameterProperty"],
    format: null,
    custom: matches(CAMEL, SYMBOL, "[A-Z][A-Z0-9_]*"),
  },
  // Names in quotes are somebody else's: header fields, op codes of a format.
  {
    selector: ["objectLiteralProperty", "typeProperty", "objectLiteralMethod"],
    modifiers: ["requiresQuotes"],
    format: null,
  },
];

export default defineConfig(
  globalIgnores(["**/dist/", "**/node_modules/", "**/.observablehq/", "src/**/*.md", "test/reference/**/*.json"]),
  {linterOptions: {reportUnusedDisableDirectives: "error"}},
  {
    files: ["**/*.ts", "**/*.js"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      eqeqeq: ["error", "always", {null: "ignore"}],
      "max-lines": ["error", {max: 400}],
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-syntax": [
        "error",
        {selector: "TSEnumDeclaration", message: "a union of string literals says the same and erases to nothing"},
      ],
      "@typescript-eslint/consistent-type-imports": ["error", {fixStyle: "inline-type-imports"}],
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/no-unused-vars": ["error", {argsIgnorePattern: "^_", varsIgnorePattern: "^_"}],
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      // A named dimension is an interface over its exponents: the name is what error messages show.
      "@typescript-eslint/no-empty-object-type": ["error", {allowInterfaces: "with-single-extends"}],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", {considerDefaultExhaustiveForUnions: true}],
    },
  },
  {
    files: ["lib/**/*.ts", "src/**/*.ts", "test/**/*.ts", "bench/**/*.ts"],
    rules: {"@typescript-eslint/naming-convention": ["error", ...naming]},
  },
  {
    files: ["lib/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {selector: "TSEnumDeclaration", message: "a union of string literals says the same and erases to nothing"},
        {selector: "ExportDefaultDeclaration", message: "name every export: a name is what a reader searches for"},
        {selector: "ExportAllDeclaration[exported=null]", message: "list the names: the list is the file's contract"},
      ],
    },
  },
  {
    // Configuration and scripts read JSON and third-party objects whose types say `any`; tsc still checks them.
    files: ["*.js", "*.ts", "scripts/**/*.js", "bench/**/*.js", ".dependency-cruiser.js"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    // A fixture without dependencies is written `async ({}, use) => ...`; a type test states expressions for their type.
    files: ["test/**/*.ts"],
    rules: {"no-empty-pattern": "off", "@typescript-eslint/no-unused-expressions": "off"},
  },
  {
    files: ["test/**/*.test-d.ts"],
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", {"ts-expect-error": false}],
      "@typescript-eslint/no-unused-vars": "off",
    },
  },
);
