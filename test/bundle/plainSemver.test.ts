import { createRequire } from "node:module";
import path from "node:path";

interface Semver {
  satisfies(version: string, range: string): boolean;
}

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const plain = load("./scripts/bundle/plainSemver.cjs") as Semver;
const semver = createRequire(load.resolve("jsonwebtoken"))("semver") as Semver;

describe("what stands for semver", () => {
  it.each([">=15.7.0", ">=16.9.0", "^6.12.0 || >=8.0.0"])("says of Node what semver says of %s", (range) => {
    for (const version of ["v7.9.0", "v8.0.0", "v15.6.9", "v15.7.0", "v16.10.1", "v22.23.3"])
      expect([version, plain.satisfies(version, range)]).toEqual([version, semver.satisfies(version, range)]);
  });

  it.each(["~22.1.0", ">=15.7.1", "22"])("refuses to read %s", (range) => {
    expect(() => plain.satisfies("v22.23.3", range)).toThrow("asks for Node");
  });
});
