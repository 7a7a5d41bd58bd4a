import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadComponent } from "../../local/platform/component";
import { version } from "../../package.json";
import { definition } from "../documentation/definition";
import { documentationProblem, manualOf } from "../documentation/manual";
import { readPages } from "../documentation/pages";
import { oldTests } from "./oldTests";
import { publicDefinition } from "./publicDefinition";
import { changelogSection, type ReleaseRecord, releaseVerdict } from "./releaseVerdict";

/*
 * Usage: npm run release:check says whether what is here may be called the version of package.json, and why; its exit
 * code is 1 where it may not. npm run release:record keeps what flows hold on to of that version in releases,
 * npm run release:oldTests runs the tests of the last release with what is built now, and npm run release:notes prints
 * what CHANGELOG.md tells of the version.
 */

const root = path.join(__dirname, "../..");
const folder = path.join(root, "releases");

const git = (...words: string[]): string[] =>
  execFileSync("git", words, { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((line) => line !== "");

const readText = (name: string): string => readFileSync(path.join(root, name), "utf8");

const records = (): ReleaseRecord[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => JSON.parse(readText(`releases/${name}`)) as ReleaseRecord)
    : [];

const check = (): void => {
  const { findings, changes, may } = releaseVerdict({
    version,
    definition: publicDefinition(loadComponent()),
    records: records(),
    changelog: readText("CHANGELOG.md"),
    tags: git("tag"),
    changedFiles: git("status", "--porcelain").map((line) => line.slice(3)),
    published: readdirSync(path.join(root, "dist")),
    documentationProblem: documentationProblem(
      readText("documentation.md"),
      manualOf(definition, readPages(root)),
    ),
  });
  for (const { weight, what } of changes) console.log(`${weight.padEnd(6)} ${what}`);
  for (const { holds, what } of findings) console.log(`${holds ? "yes" : "NO "}  ${what}`);
  console.log(may ? `This may be released as ${version}.` : `This may not be released as ${version}.`);
  process.exitCode = may ? 0 : 1;
};

const record = (): void => {
  mkdirSync(folder, { recursive: true });
  const kept: ReleaseRecord = { version, definition: publicDefinition(loadComponent()) };
  writeFileSync(path.join(folder, `${version}.json`), `${JSON.stringify(kept, null, 1)}\n`);
  console.log(`releases/${version}.json has what flows hold on to of ${version}.`);
};

const notes = (): void =>
  console.log(changelogSection(readText("CHANGELOG.md"), version).slice(1).join("\n").trim());

const old = (): void => {
  const { passed, what } = oldTests(root);
  console.log(what);
  process.exitCode = passed ? 0 : 1;
};

const task = { check, record, notes, oldTests: old }[process.argv[2] ?? ""];
if (!task) throw new Error("Name what to do: check, record, notes or oldTests.");
task();
