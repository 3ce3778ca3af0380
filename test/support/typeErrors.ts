/** @file What the TypeScript compiler says about a text, under the repository's own rules. */
import {join} from "node:path";
import ts from "typescript";
import {paths} from "../../scripts/paths.js";

/** The errors of each text, as `tsc` writes them; names of files and modules are left out. */
export function typeErrors(texts: Readonly<Record<string, string>>): Record<string, string> {
  const {config} = ts.readConfigFile(join(paths.root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: {compilerOptions: object};
  };
  const {options} = ts.convertCompilerOptionsFromJson(config.compilerOptions, paths.root);
  const files = new Map(
    Object.entries(texts).map(([name, text]) => [
      join(paths.root, "test/pages", `${name.replace(/ /g, "-")}.ts`),
      text,
    ]),
  );
  const host = ts.createCompilerHost(options);
  const written: ts.CompilerHost = {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, ...rest) => {
      const text = files.get(path);
      return text === undefined
        ? host.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
    },
  };
  const program = ts.createProgram([...files.keys()], {...options, noEmit: true}, written);
  const said = [...files.keys()].map((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({code, messageText}) => `error TS${String(code)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`)
      .join("\n")
      .replace(/import\("[^"]*"\)\./g, ""),
  );
  return Object.fromEntries(Object.keys(texts).map((name, i) => [name, said[i] ?? ""]));
}
