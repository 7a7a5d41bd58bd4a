"use strict";
const { Compilation, RuntimeGlobals, sources } = require("webpack");

/** Stands for the end of a comment within a comment. */
const commentEnd = "*~/";

/** What wakes a module: compiles the text of its function, which V8 does at once for one in parentheses, and runs it. */
const wakeModule = `function wakeModule(asleep) {
  return function (...parts) {
    const text = String(asleep).slice(7, -3).replaceAll("${commentEnd}", "*" + "/");
    return Function("require", "return (function" + text + ")")(require).apply(this, parts);
  };
}
`;

/** A sleeping module costs a few bytes and a closure, for which a shorter one is compiled as fast. */
const leastCharacters = 300;

/** The functions of a bundle's modules by id, and which of them its loading runs. */
const loadBundle = (bundle) => {
  const run = new Set();
  let functions;
  const observe = (modules) => {
    functions = { ...modules };
    for (const [id, original] of Object.entries(functions)) {
      modules[id] = function (...parts) {
        run.add(id);
        return original.apply(this, parts);
      };
    }
  };
  const observed = bundle.replace(/\b\w+\.m ?= ?(\w+)/, "$&,observe($1)");
  Function("observe", "require", "module", "exports", observed)(observe, require, { exports: {} }, {});
  if (!functions) throw new Error("webpack hands out the modules of a bundle in another way by now.");
  return { functions, run };
};

const putToSleep = (bundle) => {
  const { functions, run } = loadBundle(bundle);
  const sleeping = Object.entries(functions).filter(([id]) => !run.has(id));
  return sleeping.reduce((text, [id, original]) => {
    const source = String(original);
    if (source.length < leastCharacters || !source.startsWith(`${id}(`)) return text;
    if (source.includes(commentEnd)) throw new Error(`Module ${id} contains ${commentEnd}.`);
    const asleep = source.slice(id.length).replaceAll("*/", commentEnd);
    return text.replace(source, () => `${id}:wakeModule(()=>{/*${asleep}*/})`);
  }, wakeModule + bundle);
};

/**
 * Lets the modules sleep that loading the bundle does not evaluate: their text stands in a comment, which an engine
 * passes over thirty times as fast as over code, and is compiled when the module is first needed (docs/decisions).
 * Which these are is found by loading the bundle, so that an action needs no thought about it.
 */
module.exports = class SleepingModulesPlugin {
  apply(compiler) {
    const { name } = SleepingModulesPlugin;
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      compilation.hooks.additionalTreeRuntimeRequirements.tap(name, (_chunk, needed) =>
        needed.add(RuntimeGlobals.moduleFactories),
      );
      const stage = Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE;
      compilation.hooks.processAssets.tap({ name, stage }, () =>
        compilation.updateAsset("index.js", (source) => new sources.RawSource(putToSleep(source.source()))),
      );
    });
  }
};
