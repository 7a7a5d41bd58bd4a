import { cpSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What the tests read, beside the installed packages. */
const copied = [
  ...["src", "test", "local", "scripts", "docs", "examples", "assets"],
  ...["package.json", "tsconfig.json", "jest.config.js", "documentation.md", "README.md"],
];

/** Fills a folder with a copy of the repository, in which the files given have other texts, and the tests can be run. */
export const makeCopy = (root: string, copy: string, textOf: ReadonlyMap<string, string>): void => {
  for (const name of copied) {
    const from = path.join(root, name);
    if (existsSync(from)) cpSync(from, path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "junction");
  for (const [name, text] of textOf) writeFileSync(path.join(copy, name), text);
};
