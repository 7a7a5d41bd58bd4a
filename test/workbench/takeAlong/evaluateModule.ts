import path from "node:path";
import { transformSync } from "@swc/core";

const root = path.join(__dirname, "../../..");

/**
 * The exports of a module that is a text alone, as if it stood in the project.
 * @param given - what it gets for some of its imports
 * @param names - values for names that are not its own, such as `test`
 */
export const evaluateModule = (
  text: string,
  place: string,
  given: Readonly<Record<string, unknown>> = {},
  names: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => {
  const { code } = transformSync(text, {
    jsc: { target: "es2023", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
    sourceMaps: false,
  });
  const folder = path.dirname(path.join(root, place));
  const load = (name: string): unknown => {
    if (name in given) return given[name];
    return require(name.startsWith(".") ? path.join(folder, name) : name);
  };
  const module = { exports: {} as Record<string, unknown> };
  const values = { module, exports: module.exports, require: load, process, ...names };
  new Function(...Object.keys(values), code)(...Object.values(values));
  return module.exports;
};
