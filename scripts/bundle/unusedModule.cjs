"use strict";

/**
 * Stands in the bundle for parts of the SDK that no action calls: every name is a class, so that the SDK's client
 * can be made with these resources, and whatever is asked of an object of it says which part was left out, and why.
 * A function, of whichever library it is, says so when it is called.
 */
const leftOut = (name) => {
  const refuse = (_target, member) => {
    const resource = name.charAt(0).toLowerCase() + name.slice(1);
    throw new Error(
      `openai.${resource} is not in the bundle, which has what src calls as openai.<name>: call openai.${resource}.${String(member)} by that name, or see scripts/bundle/UnusedModulesPlugin.cjs.`,
    );
  };
  return function LeftOut() {
    if (!new.target)
      throw new Error(`${name} is not in the bundle: see scripts/bundle/UnusedModulesPlugin.cjs.`);
    return new Proxy({}, { get: refuse });
  };
};

module.exports = new Proxy(
  {},
  { get: (_target, name) => (name === "__esModule" ? true : leftOut(String(name))), has: () => true },
);
