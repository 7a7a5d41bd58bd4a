"use strict";

const required = /^const (\w+_\d+) = ((?:__importDefault\()?require\("[^"]+"\)\)?);$/gm;

/**
 * A webpack loader for CommonJS that TypeScript wrote: what a module requires is evaluated when the module first uses
 * it, and not together with the module.
 */
module.exports = (source) => {
  const found = [...source.matchAll(required)];
  if (found.length === 0) throw new Error("TypeScript writes what a module requires in another way by now.");
  return found.reduce(
    (text, [line, name, value]) => text.replace(line, "").replaceAll(new RegExp(`\\b${name}\\b`, "g"), value),
    source,
  );
};
