const { availableParallelism } = require("node:os");

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // The tests of the workbench run by a configuration of their own: jest.workbench.config.js.
  testPathIgnorePatterns: ["/test/(pages|workbench)/"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }] },
  // Libraries that spectral names as a whole at its start, and that hardly a test uses.
  moduleNameMapper: {
    "^date-fns$": "<rootDir>/test/support/lazyDateFns.cjs",
    "^yaml$": "<rootDir>/test/support/lazyYaml.cjs",
  },
  coverageProvider: "v8",
  collectCoverageFrom: ["src/**/*.ts"],
  setupFiles: ["<rootDir>/test/support/loopbackAlone.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/support/forgetBetweenTests.ts"],
  testTimeout: 60_000,
  // A module reads these faster as its own parameters than through the context of the tests: counting tokens takes a
  // quarter of the time.
  sandboxInjectedGlobals: ["Math", "Number"],
  // By default, jest leaves a core idle, which on two is half of the machine. One worker more than there are cores works
  // while the others wait for servers and for programs that they started.
  maxWorkers: availableParallelism() + 1,
};
