"use strict";

/** Where a bundle hands out its modules. */
const handOut = /\b\w+\.m ?= ?(\w+)/;

/** Loads a bundle and has `reach` ask for parts of it: the functions of its modules by id, and which of them ran. */
const runBundle = (bundle, reach) => {
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
  const module = { exports: {} };
  const observed = bundle.replace(handOut, "$&,observe($1)");
  Function("observe", "require", "module", "exports", observed)(observe, require, module, module.exports);
  if (!functions) throw new Error("webpack hands out the modules of a bundle in another way by now.");
  reach(module.exports.default);
  return { functions, run };
};

module.exports = { handOut, runBundle };
