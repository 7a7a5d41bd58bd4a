"use strict";
const { brotliCompressSync } = require("node:zlib");
const { Compilation, RuntimeGlobals, sources } = require("webpack");

/** Stands for the end of a comment within a comment. */
const commentEnd = "*~/";

/** Stands behind each of the modules that sleep together. */
const mark = "*~:";

/** Modules that are larger keep a comment of their own: they hold data that is packed already. */
const mostCharacters = 500_000;

/**
 * What wakes modules: an object that finds the text of a module by its id, store by store, and compiles it, which V8
 * does at once for a function in parentheses.
 */
const wakeModules = `function* textsOf(stores) {
  for (const store of stores) {
    const text = store();
    let end;
    for (let start = 0; start < text.length; start = end + ${mark.length}) {
      end = text.indexOf("${mark}", start);
      yield text.slice(start, end);
    }
  }
}
function wakeModules(...stores) {
  const found = new Map();
  const rest = textsOf(stores);
  const get = (_none, id) => {
    while (!found.has(id)) {
      const { value } = rest.next();
      if (value === undefined) throw new Error("The bundle has no module " + String(id) + ".");
      found.set(value.slice(0, value.indexOf("(")), value);
    }
    const text = found.get(id).slice(id.length).replaceAll("${commentEnd}", "*" + "/");
    return Function("require", "return (function" + text + ")")(require);
  };
  return new Proxy({}, { get });
}
function commented(asleep) {
  return () => String(asleep).slice(7, -3);
}
function packed(asleep) {
  const bytes = () => Buffer.from(commented(asleep)(), "base64");
  return () => require("node:zlib").brotliDecompressSync(bytes()).toString();
}
`;

/** Where a bundle hands out its modules. */
const handOut = /\b\w+\.m ?= ?(\w+)/;

/** The functions of a bundle's modules by id, and which of them run when it is loaded, and when its parts are reached. */
const loadBundle = (bundle) => {
  let run = new Set();
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
  const module = { exports: {} };
  const observed = bundle.replace(handOut, "$&,observe($1)");
  Function("observe", "require", "module", "exports", observed)(observe, require, module, module.exports);
  if (!functions) throw new Error("webpack hands out the modules of a bundle in another way by now.");
  const byLoad = run;
  run = new Set();
  JSON.stringify(module.exports.default);
  return { functions, byLoad, byReach: run };
};

const commented = (text) => `()=>{/*${text}*/}`;

/** The texts of modules behind each other, as they can stand in a comment. */
const together = (texts) =>
  texts
    .map((text) => {
      if (text.includes(commentEnd) || text.includes(mark)) throw new Error(`A module has a mark: ${text}`);
      return text.replaceAll("*/", commentEnd) + mark;
    })
    .join("");

/** The stores of what is needed to reach a part, in the order of need, of what calls need, and of large data. */
const storesOf = (sleeping, byReach) => {
  const isLarge = (text) => text.length > mostCharacters;
  const texts = [...sleeping.values()];
  const reached = [...byReach].flatMap((id) => sleeping.get(id) ?? []);
  const called = texts.filter((text) => !isLarge(text) && !reached.includes(text));
  const bytes = brotliCompressSync(together(called));
  return [
    `commented(${commented(together(reached))})`,
    `packed(${commented(bytes.toString("base64"))})`,
    `commented(${commented(together(texts.filter(isLarge)))})`,
  ].join(",");
};

const putToSleep = (bundle) => {
  const { functions, byLoad, byReach } = loadBundle(bundle);
  const sleeping = new Map(
    Object.entries(functions)
      .map(([id, original]) => [id, String(original)])
      .filter(([id, text]) => !byLoad.has(id) && text.startsWith(`${id}(`)),
  );
  const awake = [...sleeping.values()].reduce((text, source) => {
    const isLast = text[text.indexOf(source) + source.length] !== ",";
    return text.replace(isLast ? `,${source}` : `${source},`, () => "");
  }, bundle);
  const stores = storesOf(sleeping, byReach);
  return `${wakeModules}const asleep=wakeModules(${stores});${awake.replace(handOut, "$&,Object.setPrototypeOf($1,asleep)")}`;
};

/**
 * Lets the modules sleep that loading the bundle does not evaluate (docs/decisions): those that the definition of an
 * action, trigger or data source needs stand in a comment, which an engine passes over thirty times as fast as over
 * code; what only a call needs is packed as well. Which these are is found by loading the bundle and by asking for all
 * of its parts, so that an action needs no thought about it.
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
