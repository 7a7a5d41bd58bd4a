import { readFileSync } from "node:fs";
import path from "node:path";
import { missingEntries, readLockfile } from "../../scripts/completeLockfile";

test("the lockfile has an entry for every platform's binaries, so that npm ci accepts it: npm run lockfile", () => {
  expect(missingEntries(readLockfile())).toEqual([]);
});

test("an optional dependency without an entry is found, with what its name says of its platform", () => {
  const packages = {
    "node_modules/tool": {
      version: "1.2.3",
      dev: true,
      optionalDependencies: { "@tool/cli-linux-x64-musl": "1.2.3" },
    },
  };
  expect(missingEntries({ packages })).toEqual([
    [
      "@tool/cli-linux-x64-musl",
      { version: "1.2.3", dev: true, optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
    ],
  ]);
});

test("the lockfile holds no registry address", () => {
  const text = readFileSync(path.join(__dirname, "../../package-lock.json"), "utf8");
  expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
});
