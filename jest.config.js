/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }] },
  coverageProvider: "v8",
  collectCoverageFrom: ["src/**/*.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/support/forgetBetweenTests.ts"],
  testTimeout: 60_000,
  // By default, jest leaves a core idle, which on two is half of the machine.
  maxWorkers: "100%",
};
