import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkSpecs, fetchSpec } from "./checkSpecs";
import { type SpecFile, specFiles } from "./specFiles";

/*
 * Usage: npm run openapi:check [-- --folder <folder>] fetches the services' OpenAPI files, or reads them in a folder,
 * holds them to the digests that are pinned and the excerpts of the tests to the files, and then holds the requests of
 * every case, and the look-alike's answers, to the excerpts.
 */

const root = path.join(__dirname, "../..");
const { folder } = parseArgs({ options: { folder: { type: "string" } } }).values;

const bytesOf = async (file: SpecFile): Promise<Buffer> =>
  folder === undefined ? fetchSpec(file) : readFileSync(path.join(folder, file.name));

const holdsOf = async (service: string, files: readonly SpecFile[]): Promise<boolean> => {
  const read = await Promise.all(files.map(async (file) => [file, await bytesOf(file)] as const));
  const kept = readFileSync(path.join(root, "test/fixtures/openapi", `${service}.json`), "utf8");
  const findings = checkSpecs(
    service,
    read,
    JSON.parse(kept) as Array<{ operations: unknown; $defs: unknown }>,
  );
  for (const { holds, what } of findings) console.log(`${holds ? "yes" : "NO "}  ${what}`);
  return findings.every(({ holds }) => holds);
};

const main = async (): Promise<void> => {
  const holds: boolean[] = [];
  for (const [service, files] of Object.entries(specFiles)) holds.push(await holdsOf(service, files));
  const words = [
    "--experimental-async-context-frame",
    "node_modules/jest/bin/jest.js",
    "test/cases/serviceSpecs",
  ];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" });
  const isFitting = status === 0;
  console.log(
    isFitting
      ? "yes  The requests of every case are as the files say."
      : "NO   Requests are other than the files say: see above.",
  );
  process.exitCode = isFitting && holds.every(Boolean) ? 0 : 1;
};

main().catch((error: Error) => {
  console.error(`${error.message}\n--folder <folder> reads the files from there.`);
  process.exitCode = 1;
});
