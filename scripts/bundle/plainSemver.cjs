"use strict";

/**
 * Stands for `semver` in the bundle, 47 modules: jsonwebtoken asks by it whether Node has what every version of the
 * last years has.
 */
exports.satisfies = (version, range) => {
  const least = /^(?:\^[\d.]+ \|\| )?>=(\d+)\.(\d+)\.0$/.exec(range);
  if (!least) throw new Error(`jsonwebtoken asks for Node ${range} by now, which this can't read.`);
  const [major, minor] = version.slice(1).split(".").map(Number);
  return major > Number(least[1]) || (major === Number(least[1]) && minor >= Number(least[2]));
};
