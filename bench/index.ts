import path from "node:path";
import { parseArgs } from "node:util";
import { benchBulk } from "./bulk";
import { benchChatCall } from "./chatCall";
import { benchLoad } from "./loadTime";
import { benchMemory } from "./memory";
import { benchSimilarity } from "./similarity";
import { printSizes } from "./sizes";
import { benchStart } from "./startTime";
import { type Claim, holds, printTable } from "./statistics";
import { benchWorkbench } from "./workbench";

const benches: Readonly<Record<string, (dist: string) => Promise<Claim[]>>> = {
  load: benchLoad,
  start: benchStart,
  call: benchChatCall,
  bulk: benchBulk,
  memory: benchMemory,
  similarity: benchSimilarity,
  workbench: benchWorkbench,
};

const usage = `npm run bench -- [${Object.keys(benches).join("] [")}] [--dist <folder>]

Without a name, all are measured. --dist names another folder that was built, to compare before and after:
  cp -r dist <folder>, change something, then npm run bench -- start, and npm run bench -- start --dist <folder>`;

/** What the arguments ask for; undefined when they ask for help. */
const readArguments = (): { names: readonly string[]; dist: string } | undefined => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dist: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return undefined;
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new Error(`${unknown} is not a bench.\n${usage}`);
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  return { names, dist: path.resolve(values.dist ?? path.join(__dirname, "../dist")) };
};

/** Runs the benches that the arguments name, or all, and ends with what was claimed and what was measured. */
const main = async (): Promise<void> => {
  const asked = readArguments();
  if (!asked) return console.log(usage);
  const claims: Claim[] = [];
  console.log(`Node ${process.version}\n`);
  printSizes(asked.dist);
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.names.includes(name)) claims.push(...(await bench(asked.dist)));
  }
  printTable(
    ["claim", "measured", "limit", "holds"],
    claims.map((claim) => [
      claim.name,
      claim.value.toFixed(2),
      `${claim.bound === "most" ? "<=" : ">="} ${claim.limit}`,
      holds(claim) ? "yes" : "NO",
    ]),
  );
  process.exitCode = claims.every(holds) ? 0 : 1;
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
