import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { definition } from "./documentation/definition";
import { documentationOf, documentationProblem, manualOf } from "./documentation/manual";
import { readPages } from "./documentation/pages";

/*
 * Writes documentation.md from the pages of docs/pages and the connector's definitions: `npm run docs`. With
 * `--check` it writes nothing and fails when documentation.md is not what they say.
 */

const root = path.join(__dirname, "..");
const file = path.join(root, "documentation.md");

const run = (options: readonly string[]): string => {
  const unknown = options.find((option) => option !== "--check");
  if (unknown !== undefined) throw new Error(`${unknown} is not an option; there is --check alone.`);
  const written = readFileSync(file, "utf8");
  const sections = manualOf(definition, readPages(root));
  const problem = documentationProblem(written, sections);
  if (problem === undefined) return "documentation.md is fresh.";
  if (options.includes("--check")) throw new Error(problem);
  writeFileSync(file, documentationOf(sections));
  return "documentation.md was written anew.";
};

try {
  console.log(run(process.argv.slice(2)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
