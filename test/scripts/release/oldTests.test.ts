import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lastTag, oldTests } from "../../../scripts/release/oldTests";

let root: string;

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...words], {
    cwd: root,
    encoding: "utf8",
  });

const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};

/** A repository whose release holds that what is built has an action. */
const release = (tag: string, actionKey: string) => {
  const script = `node -e 'process.exit(require("./dist/index.js").${actionKey} ? 0 : 1)'`;
  write("package.json", JSON.stringify({ scripts: { "test:flows": script } }));
  git("add", "package.json", "package-lock.json", ".gitignore");
  git("commit", "-q", "-m", tag);
  git("tag", tag);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "released-"));
  git("init", "-q");
  write(".gitignore", "dist\nnode_modules\n");
  write("package-lock.json", "{}");
  write("node_modules/.keep", "");
  write("dist/index.js", "exports.ask = 1;");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it("passes where nothing was released yet", () => {
  git("commit", "-q", "--allow-empty", "-m", "Begin");
  expect(oldTests(root)).toEqual({
    passed: true,
    what: "No release is tagged yet: there are no old tests.",
  });
});

it("runs the tests of the last release with what is built now, and leaves no checkout behind", () => {
  release("v0.9.0", "gone");
  release("v1.0.0", "ask");
  expect(oldTests(root)).toEqual({
    passed: true,
    what: "The tests of v1.0.0 passed with what is built now.",
  });
  write("dist/index.js", "exports.asked = 1;");
  expect(oldTests(root)).toEqual({
    passed: false,
    what: "The tests of v1.0.0 failed with what is built now: a flow made with it would.",
  });
  expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
});

it("fails where the release has no such tests", () => {
  write("package.json", "{}");
  git("add", "package.json");
  git("commit", "-q", "-m", "Release");
  git("tag", "v1.0.0");
  expect(oldTests(root)).toEqual({ passed: false, what: "v1.0.0 has no script test:flows." });
});

it("takes the newest version, not the last name, and no other tags", () => {
  expect(lastTag(["v1.9.0", "v1.10.0", "v1.2.3", "version", "v2", "x9.0.0", ""])).toBe("v1.10.0");
  expect(lastTag(["nightly"])).toBeUndefined();
});
