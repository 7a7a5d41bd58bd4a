const path = require("node:path");
const base = require("../../jest.config.js");

/**
 * The tests that are asked whether they notice a change of src. Left out for their time: those that run what was built,
 * that start programs, that drive a browser or that try random input, and those of what stands beside src. Of the
 * structure tests, those take part that hold src to its manual.
 * @type {import("jest").Config}
 */
module.exports = {
  ...base,
  // Which tests use a file is found among the roots alone, and folders whose names begin with a dot have to be named.
  roots: ["src", "test", "local", "scripts"].map((folder) => `<rootDir>/${folder}`),
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: [
    "/test/(pages|workbench|bundle|fuzz|local|scripts)/",
    "/test/structure/(?!(displayTexts|fixedNames|forms|inputs|pickers|freshManual)\\.test\\.ts$)",
  ],
  setupFilesAfterEnv: [...base.setupFilesAfterEnv, path.join(__dirname, "recordCoverage.cjs")],
  testSequencer: path.join(__dirname, "KeepOrder.cjs"),
  testTimeout: 30_000,
};
