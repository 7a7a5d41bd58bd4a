import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sourceNames } from "../../../bench/mutation/sourceNames";

const folder = mkdtempSync(path.join(tmpdir(), "mutation-"));

const git = (...words: string[]): void => {
  const settings = [
    "-c",
    "user.name=tester",
    "-c",
    "user.email=tester@localhost",
    "-c",
    "commit.gpgsign=false",
  ];
  execFileSync("git", [...settings, ...words], { cwd: folder, stdio: "ignore" });
};

const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

beforeAll(() => {
  git("init", "--initial-branch=main");
  for (const name of ["src/kept.ts", "src/changed.ts", "src/gone.ts", "src/types.d.ts", "test/one.test.ts"])
    write(name, "1");
  git("add", ".");
  git("commit", "--message", "first");
  git("checkout", "-b", "branch");
  for (const name of ["src/changed.ts", "src/types.d.ts", "test/one.test.ts", "src/deep/new.ts"])
    write(name, "2");
  rmSync(path.join(folder, "src/gone.ts"));
  git("add", "--all");
  git("commit", "--message", "second");
  // What came to the base since is no change of the branch.
  git("checkout", "main");
  write("src/kept.ts", "3");
  git("commit", "--all", "--message", "third");
  git("checkout", "branch");
});

afterAll(() => rmSync(folder, { recursive: true }));

it("are all files with code that are there", () => {
  expect(sourceNames(folder)).toEqual(["src/changed.ts", "src/deep/new.ts", "src/kept.ts"]);
});

it("are, with a base, those that this branch changed or added", () => {
  expect(sourceNames(folder, "main")).toEqual(["src/changed.ts", "src/deep/new.ts"]);
});

it("read a base as a name, whatever it begins with", () => {
  expect(() => sourceNames(folder, "--output=made")).toThrow();
  expect(() => rmSync(path.join(folder, "made"))).toThrow("ENOENT");
});
