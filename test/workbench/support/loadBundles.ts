import { mkdtempSync, rmSync, unwatchFile, utimesSync, watchFile, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoadedComponent } from "../../../local/workbench/server/component/LoadedComponent";
import { tryBundle } from "../../../local/workbench/server/component/tryBundle";

/*
 * Loads bundles of all kinds from one file, as a process of its own, since jest keeps what was loaded once. Prints a line
 * of JSON for each.
 */

const folder = mkdtempSync(join(tmpdir(), "bundle-"));
const path = join(folder, "index.js");
const loaded = new LoadedComponent(path);
let builtAt = 1_000_000;

const build = (code: string): void => {
  builtAt += 1;
  writeFileSync(path, code);
  utimesSync(path, builtAt, builtAt);
};

const tell = (label: string): void => {
  const { component, problem, isOutdated } = loaded.status();
  console.log(
    JSON.stringify({ label, loads: component?.label, parts: component?.parts, problem, isOutdated }),
  );
};

const component = (label: string): string => `
  const { label } = require("./chunk.js");
  exports.default = { display: { label: "${label} " + label }, actions: {}, triggers: { a: {} }, dataSources: {}, connections: [] };`;

const bundles: Readonly<Record<string, string>> = {
  "a syntax error": "const = 1;",
  throws: 'throw new TypeError("no\\nsecond line of <b>it</b>");',
  "throws nothing": "throw undefined;",
  "never ends": "while (true) {}",
  "no export": "",
  "exports null": "module.exports = null;",
  "no actions": "exports.default = { display: {}, triggers: {}, dataSources: {}, connections: [] };",
  "ends the process": "process.exit(0);",
  "lacks a module": 'require("no-such-module");',
};

const run = async (): Promise<void> => {
  await loaded.load();
  tell("nothing");
  for (const [label, code] of Object.entries(bundles)) {
    build(code);
    if (label === "never ends") {
      console.log(JSON.stringify({ label, problem: await tryBundle(path, 200) }));
      continue;
    }
    await loaded.load();
    tell(label);
  }
  writeFileSync(join(folder, "chunk.js"), 'exports.label = "chunk";');
  rmSync(path);
  const changed = new Promise<void>((resolve) => loaded.watch(resolve));
  // It is told once of a file that is not there, and so is ready to see one.
  const stay = setInterval(() => undefined, 1_000);
  await new Promise<void>((resolve) => watchFile(path, { persistent: false }, () => resolve()));
  // The watch sees this one by itself, since nothing is loaded yet.
  build(component("first"));
  await changed;
  clearInterval(stay);
  unwatchFile(path);
  tell("mended");
  build(component("second"));
  tell("built anew");
  writeFileSync(join(folder, "chunk.js"), 'exports.label = "newer chunk";');
  await Promise.all([loaded.load(), loaded.load()]);
  tell("loaded again");
  build("throw new Error('broken')");
  await loaded.load();
  tell("broken");
  rmSync(path);
  await loaded.load();
  tell("gone");
};

run().finally(() => {
  loaded.close();
  rmSync(folder, { recursive: true });
});
