import type { Browser } from "playwright-core";

/** Names of this machine are looked up, and every other, numbers included, is not found. */
const resolverRules = "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]";

/** Root can't start Chromium's sandbox. */
const isRoot = process.getuid?.() === 0;

const mostStartMs = 30_000;

/**
 * Starts a Chromium without windows, which reaches this machine alone. Playwright itself keeps it out of /dev/shm, which
 * is too small in many containers, and turns off what works in the background. Throws what the program said when it does
 * not start.
 */
export const launchChromium = async (file: string): Promise<Browser> => {
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: file,
    headless: true,
    chromiumSandbox: !isRoot,
    timeout: mostStartMs,
    args: [
      `--host-resolver-rules=${resolverRules}`,
      "--no-proxy-server",
      "--no-pings",
      "--disable-domain-reliability",
      // Fonts are drawn the same on every machine, as far as these have the same.
      "--font-render-hinting=none",
      "--disable-lcd-text",
      "--hide-scrollbars",
    ],
  });
};
