import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareVersions, parseVersion, type Version } from "./versions";

/** How the tests of the last release went with what is built now. */
interface OldTestsResult {
  /** False where a test failed, or could not run. */
  passed: boolean;
  what: string;
}

/** The newest tag of a version, such as v1.2.0. */
export const lastTag = (tags: readonly string[]): string | undefined => {
  const versionOf = (tag: string) => parseVersion(tag.slice(1));
  return tags
    .filter((tag) => tag.startsWith("v") && versionOf(tag))
    .toSorted((left, right) => compareVersions(versionOf(right) as Version, versionOf(left) as Version))[0];
};

const sameLockfile = (root: string, old: string): boolean => {
  const [ours, theirs] = [root, old].map((folder) => readFileSync(path.join(folder, "package-lock.json")));
  return ours !== undefined && theirs !== undefined && ours.equals(theirs);
};

/** Installs what the old tests run with, or takes what is installed where the lockfile is the same. */
const install = (root: string, old: string): void => {
  if (sameLockfile(root, old)) {
    symlinkSync(path.join(root, "node_modules"), path.join(old, "node_modules"));
    return;
  }
  execFileSync("npm", ["ci"], { cwd: old, stdio: "inherit" });
};

/** Runs in a checkout of the tag what its package.json calls test:flows, with the dist of now. */
const runAt = (root: string, old: string, tag: string): OldTestsResult => {
  const { scripts = {} } = JSON.parse(readFileSync(path.join(old, "package.json"), "utf8")) as {
    scripts?: Record<string, string>;
  };
  if (!scripts["test:flows"]) return { passed: false, what: `${tag} has no script test:flows.` };
  install(root, old);
  cpSync(path.join(root, "dist"), path.join(old, "dist"), { recursive: true });
  const { status } = spawnSync("npm", ["run", "--silent", "test:flows"], { cwd: old, stdio: "inherit" });
  return status === 0
    ? { passed: true, what: `The tests of ${tag} passed with what is built now.` }
    : {
        passed: false,
        what: `The tests of ${tag} failed with what is built now: a flow made with it would.`,
      };
};

/**
 * Runs the tests that the last release had for flows against what is built now, in a checkout of its tag that is
 * removed again. A repository without a release has nothing to run, and passes.
 * @param root the folder of the repository, with dist.
 */
export const oldTests = (root: string): OldTestsResult => {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" });
  const tag = lastTag(git("tag").split("\n"));
  if (tag === undefined) return { passed: true, what: "No release is tagged yet: there are no old tests." };
  const folder = mkdtempSync(path.join(tmpdir(), "old-tests-"));
  const old = path.join(folder, "release");
  git("worktree", "add", "--quiet", "--detach", old, tag);
  try {
    return runAt(root, old, tag);
  } finally {
    git("worktree", "remove", "--force", old);
    rmSync(folder, { recursive: true, force: true });
  }
};
