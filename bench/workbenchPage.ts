import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { MeasuredWorkbench } from "./measuredWorkbench";
import { type Claim, leastMean, median, printTable } from "./statistics";

const rounds = 15;
const assets = path.join(__dirname, "../.workbench/assets");

/** Asked by the page itself, from the beginning of its navigation to its first heading. */
const readyMs = `new Promise((resolve) => {
  const look = () => (document.querySelector("main h1") ? resolve(performance.now()) : requestAnimationFrame(look));
  look();
})`;

const gzipKilobytes = (name: string): number => gzipSync(readFileSync(path.join(assets, name))).length / 1000;

/** The names of the scripts that a page has loaded, as itself knows them. */
const loadedScripts = `performance.getEntriesByType("resource")
  .map(({ name }) => name.slice(name.lastIndexOf("/") + 1))
  .filter((name) => name.endsWith(".js"))`;

/** Opens the page as someone does who never did. */
const openOnce = async ({
  browser,
  server,
}: MeasuredWorkbench): Promise<{ ms: number; scripts: string[] }> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.makeAddress(), { waitUntil: "commit" });
  const ms = Number(await page.evaluate(readyMs));
  const scripts = (await page.evaluate(loadedScripts)) as string[];
  await context.close();
  return { ms, scripts };
};

/** Measures the page's script, and how soon the page is ready. The first opening warms up. */
export const benchWorkbenchPage = async (measured: MeasuredWorkbench): Promise<Claim[]> => {
  const { scripts } = await openOnce(measured);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push((await openOnce(measured)).ms);
  const all = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipKilobytes(name), 0);
  console.log(`The workbench's page, median of ${rounds} openings`);
  printTable(
    ["", "scripts", "kB gzip", "ready ms", "least quarter ms"],
    [
      [
        "first page",
        String(scripts.length),
        sizeOf(scripts).toFixed(1),
        median(times).toFixed(0),
        leastMean(times).toFixed(0),
      ],
      ["all pages", String(all.length), sizeOf(all).toFixed(1), "", ""],
    ],
  );
  return [
    { name: "workbench, script of all pages, kB gzip", value: sizeOf(all), limit: 180, bound: "most" },
    { name: "workbench, page ready, ms after load", value: median(times), limit: 300, bound: "most" },
  ];
};
