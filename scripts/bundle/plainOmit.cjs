"use strict";

/**
 * Stands for lodash's `omit` in the bundle, which evaluates sixty modules: spectral takes names off plain objects.
 */
module.exports = (object, names) => {
  if (!Array.isArray(names))
    throw new Error("spectral takes names off in another way by now: they are no list.");
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
};
