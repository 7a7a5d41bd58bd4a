import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** The longest output of a build that is shown, in bytes. */
const mostOutput = 16 * 1024 * 1024;

const scripts = [
  ["component", "build"],
  ["page", "workbench:page"],
] as const;

/** Builds the bundle and the page, and says what could not be built; the page then says what is missing. */
export const buildAll = (): void => {
  for (const [what, script] of scripts) {
    console.log(`Building the ${what} …`);
    const { status, signal, stdout, stderr, error } = spawnSync("npm", ["run", "--silent", script], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: mostOutput,
    });
    // Ctrl-C in a terminal goes to the build as well.
    if (signal === "SIGINT" || signal === "SIGTERM") process.kill(process.pid, signal);
    if (status === 0) continue;
    console.error(`The ${what} could not be built:\n${error ? error.message : `${stdout}${stderr}`}`);
  }
};
