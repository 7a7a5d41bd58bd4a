const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

/*
 * Installs what only measuring needs, where it is missing: the packages of bench/package-lock.json, into this folder.
 */

if (!existsSync(path.join(__dirname, "node_modules"))) {
  process.stderr.write("Installing what the measuring needs into bench/node_modules, once.\n");
  // npm is a script on Windows, which only a shell starts.
  const options = {
    cwd: __dirname,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  };
  const { status } = spawnSync("npm", ["ci"], options);
  process.exitCode = status ?? 1;
}
