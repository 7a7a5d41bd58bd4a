import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { specExcerpts } from "./openapi/specExcerpts";
import { specFiles } from "./openapi/specFiles";

/*
 * Writes what the services' OpenAPI files say of the operations that the connector uses to test/fixtures/openapi.
 * Usage: npx tsx scripts/excerptSpecs.ts <folder with the files>
 */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder with the OpenAPI files.");
const target = join(__dirname, "../test/fixtures/openapi");
mkdirSync(target, { recursive: true });
for (const [service, files] of Object.entries(specFiles)) {
  const read = files.map(({ name }) => [name, readFileSync(join(folder, name))] as const);
  const text = JSON.stringify(specExcerpts(service, read));
  writeFileSync(join(target, `${service}.json`), `${text}\n`);
  console.log(`${service}: ${text.length.toLocaleString("en")} characters`);
}
