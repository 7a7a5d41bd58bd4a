import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadComponent } from "../platform/component";
import { checkIntegration } from "./checkIntegration";
import { readIntegration } from "./integrationFile";
import { readSamples } from "./sampleFile";
import { stepTable, withStepTables } from "./stepTable";

/*
 * Usage: npm run examples [-- <file.yml> …] holds integration files, by default those in examples/lowCode, to the
 * bundle's definitions; with --write, the tables of steps in docs/recipes are renewed as well.
 */

const root = path.join(__dirname, "../..");
const folder = path.join(root, "examples/lowCode");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean" } },
});
const started = process.env["INIT_CWD"] ?? process.cwd();
const files =
  positionals.length > 0
    ? positionals.map((name) => path.resolve(started, name))
    : readdirSync(folder)
        .filter((name) => name.endsWith(".yml"))
        .map((name) => path.join(folder, name));

const component = loadComponent();

const problemsOf = (file: string): string[] => {
  try {
    const integration = readIntegration(readFileSync(file, "utf8"));
    const sampleOf = readSamples(file.replace(/\.yml$/, ".sample.json"));
    if (values.write) {
      const page = path.join(root, "docs/recipes", `${path.basename(file, ".yml")}.md`);
      const tables = integration.flows.map(
        (flow) => [flow.name, stepTable(component, flow, sampleOf(flow.name))] as const,
      );
      writeFileSync(page, withStepTables(readFileSync(page, "utf8"), tables));
    }
    return checkIntegration(component, integration, sampleOf);
  } catch (error) {
    return [(error as Error).message];
  }
};

for (const file of files) {
  const problems = problemsOf(file);
  console.log(`${problems.length === 0 ? "yes" : "NO "}  ${path.relative(started, file)}`);
  for (const problem of problems) console.log(`       ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
