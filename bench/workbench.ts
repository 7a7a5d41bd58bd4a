import { execFileSync } from "node:child_process";
import path from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Browser } from "playwright-core";
import { startServer } from "../local/workbench/server/startServer";
import { startWorkbench } from "../local/workbench/server/workbench";
import { findChromium } from "../test/support/findChromium";
import { launchChromium } from "../test/support/launchChromium";
import { bundleOf } from "./sizes";
import type { Claim } from "./statistics";
import { benchWorkbenchEvents } from "./workbenchEvents";
import { benchWorkbenchPage } from "./workbenchPage";
import { benchWorkbenchRun } from "./workbenchRun";

const buildPage = (): void => {
  const root = path.join(__dirname, "..");
  execFileSync("npm", ["run", "--silent", "workbench:page"], { cwd: root, stdio: "inherit" });
};

const startBrowser = async (): Promise<Browser> => {
  const found = findChromium();
  if ("missing" in found) throw new Error(found.missing);
  return await launchChromium(found.file);
};

/**
 * Measures the workbench: how large its script is and how soon its page is ready, what a run by it costs over the same
 * run by the command line's way, and whether 10,000 events a second are drawn while someone types.
 */
export const benchWorkbench = async (dist: string): Promise<Claim[]> => {
  buildPage();
  const workbench = await startWorkbench({ bundlePath: bundleOf(dist) });
  setDefaultCACertificates([...getCACertificates("default"), workbench.world.certificate]);
  const server = await startServer(workbench);
  const browser = await startBrowser();
  const measured = { workbench, server, browser };
  try {
    return [
      ...(await benchWorkbenchPage(measured)),
      ...(await benchWorkbenchRun(measured)),
      ...(await benchWorkbenchEvents(measured)),
    ];
  } finally {
    await browser.close();
    await Promise.all([server.close(), workbench.world.close()]);
  }
};
