import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { definition } from "./documentation/definition";
import { documentationProblem, refreshDocumentation } from "./documentation/refreshDocumentation";
import { sectionsOf } from "./documentation/sections";

/*
 * Writes the tables of documentation.md from the connector's definitions: `npm run docs`. With `--check` it
 * writes nothing and fails when a table is not what the definitions say.
 */

const file = path.join(__dirname, "..", "documentation.md");

const run = (options: readonly string[]): string => {
  const unknown = options.find((option) => option !== "--check");
  if (unknown !== undefined) throw new Error(`${unknown} is not an option; there is --check alone.`);
  const documentation = readFileSync(file, "utf8");
  const sections = sectionsOf(definition);
  if (options.includes("--check")) {
    const problem = documentationProblem(documentation, sections);
    if (problem !== undefined) throw new Error(problem);
    return "documentation.md is fresh.";
  }
  const refreshed = refreshDocumentation(documentation, sections);
  if (refreshed === documentation) return "documentation.md was fresh.";
  writeFileSync(file, refreshed);
  return "documentation.md was written anew.";
};

try {
  console.log(run(process.argv.slice(2)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
