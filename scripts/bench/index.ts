import { benchChatCall } from "./chatCall";
import { benchLoad } from "./loadTime";
import { type Claim, holds, printTable } from "./statistics";

const benches: Readonly<Record<string, () => Promise<Claim[]>>> = { load: benchLoad, call: benchChatCall };

/** Runs the benches that the arguments name, or all, and ends with what was claimed and what was measured. */
const main = async (): Promise<void> => {
  const names = process.argv.slice(2);
  const claims: Claim[] = [];
  console.log(`Node ${process.version}\n`);
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length === 0 || names.includes(name)) claims.push(...(await bench()));
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
