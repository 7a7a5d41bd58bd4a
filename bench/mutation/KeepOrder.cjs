/** @typedef {{ path: string }} Test */

/** Runs test files in the order in which MUTATION_ORDER names them; jest would begin with the largest. */
module.exports = class KeepOrder {
  /** @type {(tests: readonly Test[]) => Test[]} */
  sort(tests) {
    const order = (process.env.MUTATION_ORDER ?? "").split("\n");
    const placeOf = ({ path }) => order.findIndex((name) => name !== "" && path.endsWith(`/${name}`));
    return [...tests].sort((left, right) => placeOf(left) - placeOf(right));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
