"use strict";

const required = /^const (\w+_\d+) = ((?:__importDefault\()?require\("[^"]+"\)\)?);$/gm;

/**
 * A webpack loader for CommonJS that TypeScript wrote: what a module requires is evaluated when the module first uses
 * it, and not together with the module.
 */
module.exports = (source) =>
  [...source.matchAll(required)].reduce(
    (text, [line, name, value]) => text.replace(line, "").replaceAll(new RegExp(`\\b${name}\\b`, "g"), value),
    source,
  );
