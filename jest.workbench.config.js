const base = require("./jest.config.js");

/**
 * The tests of the workbench, apart from those of the connector: its pages are driven in a real browser, which runs beside
 * each worker, so that no more of them run at once than there are cores.
 * @type {import("jest").Config}
 */
module.exports = {
  ...base,
  roots: ["<rootDir>/test/workbench", "<rootDir>/test/pages"],
  testPathIgnorePatterns: [],
  maxWorkers: base.maxWorkers - 1,
};
