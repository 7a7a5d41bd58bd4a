const { createHash } = require("node:crypto");
const { writeFileSync } = require("node:fs");
const path = require("node:path");

/*
 * Notes which mutants the code of a test file passes, while it is loaded and while its tests run, where
 * MUTATION_COVERAGE names a folder for it.
 */

const folder = process.env.MUTATION_COVERAGE;
if (folder) {
  const space = globalThis.__stryker__ ?? {};
  globalThis.__stryker__ = space;
  beforeEach(() => {
    space.currentTestId = "tests";
  });
  afterEach(() => {
    space.currentTestId = undefined;
  });
  afterAll(() => {
    const { testPath } = expect.getState();
    const name = createHash("sha256").update(testPath).digest("hex");
    const { static: loading = {}, perTest = {} } = space.mutantCoverage ?? {};
    const passed = { testPath, loading: Object.keys(loading), tests: Object.keys(perTest.tests ?? {}) };
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(passed));
  });
}
