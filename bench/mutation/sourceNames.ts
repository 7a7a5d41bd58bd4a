import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const git = (root: string, args: readonly string[]): string[] =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26, stdio: "pipe" })
    .split("\0")
    .filter((name) => name !== "");

const hasCode = (name: string): boolean => /^src\/.*\.ts$/.test(name) && !name.endsWith(".d.ts");

/** The files of src that have code; with a base, those alone that differ from where this branch left it. */
export const sourceNames = (root: string, base?: string): string[] => {
  const names =
    base === undefined
      ? git(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "src"])
      : git(root, ["diff", "-z", "--name-only", "--merge-base", "--end-of-options", base]);
  return names.filter((name) => hasCode(name) && existsSync(path.join(root, name))).sort();
};
