import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The variables that decide which Chromium is used, and whether tests may do without. */
export type BrowserEnvironment = Readonly<Record<string, string | undefined>>;

/** A Chromium, or why there is none; `isRequired` when its tests have to fail without it. */
export type FoundChromium = { file: string } | { missing: string; isRequired: boolean };

/** Ubuntu's chromium-browser is there also when nothing is behind it, so that it comes last. */
const names = ["chromium", "google-chrome", "chromium-browser"];

const canRun = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

const isSet = (value: string | undefined): boolean => !["", "0", "false"].includes(value ?? "");

const install =
  "Install it by `apt-get install -y --no-install-recommends chromium fonts-dejavu-core`, or set CHROMIUM_PATH to the file of a Chromium or Chrome";

/**
 * Finds Chromium: what CHROMIUM_PATH names, then /usr/bin/chromium, then what is on the PATH. Tests have to fail without
 * it where CI or REQUIRE_BROWSER is set.
 */
export const findChromium = (environment: BrowserEnvironment = process.env): FoundChromium => {
  const isRequired = isSet(environment["REQUIRE_BROWSER"]) || isSet(environment["CI"]);
  const named = environment["CHROMIUM_PATH"];
  if (named) {
    if (canRun(named)) return { file: named };
    return {
      missing: `CHROMIUM_PATH names ${named}, which is not there or can't be run. ${install}.`,
      isRequired,
    };
  }
  const folders = (environment["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const file = ["/usr/bin/chromium", ...onPath].find(canRun);
  return file === undefined ? { missing: `Chromium is not installed. ${install}.`, isRequired } : { file };
};
