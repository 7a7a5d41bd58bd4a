import type { Browser, BrowserType } from "playwright-core";

/** Names of this machine are looked up, and every other, numbers included, is not found. */
const resolverRules = "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]";

/** Root can't start Chromium's sandbox. */
const isRoot = process.getuid?.() === 0;

const mostStartMs = 30_000;

/** Enough to tell why a program ended. */
const mostLines = 10;

const launch = (chromium: BrowserType, file: string): Promise<Browser> =>
  chromium.launch({
    executablePath: file,
    chromiumSandbox: !isRoot,
    timeout: mostStartMs,
    args: [
      `--host-resolver-rules=${resolverRules}`,
      "--no-proxy-server",
      "--no-pings",
      "--disable-domain-reliability",
      // Letters are drawn the same on every machine, as far as these have the same fonts.
      "--font-render-hinting=none",
      "--disable-lcd-text",
    ],
  });

/** What the program itself wrote, out of Playwright's log, which is mostly the program's own arguments. */
const saidIn = (log: string): string => {
  const lines = [...log.matchAll(/\[err\] (.*)/g)].map(([, line = ""]) => line);
  return lines.length === 0 ? "it said nothing" : [...new Set(lines)].slice(0, mostLines).join("\n");
};

/**
 * Starts a Chromium without windows, which reaches this machine alone. Playwright itself keeps it out of /dev/shm, which
 * is too small in many containers, and turns off what works in the background. Throws what the program said when it does
 * not start.
 */
export const launchChromium = async (file: string): Promise<Browser> => {
  const { chromium } = await import("playwright-core");
  try {
    return await launch(chromium, file);
  } catch (error) {
    throw new Error(`${file} did not start as a Chromium: ${saidIn((error as Error).message)}`);
  }
};
