import { spawnSync } from "node:child_process";
import { join } from "node:path";
import stringWidth from "string-width";
import { requireBundle } from "../runScript";

// A spawned process on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

const root = join(__dirname, "../../..");
beforeAll(requireBundle);

/** What util-linux's `script` shows of a command on a terminal of so many columns. */
const shownOn = (columns: number, words: string): string[] => {
  const command = `stty cols ${columns}; exec "${process.execPath}" --import tsx local/cli/start.ts ${words} 2>/dev/null`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], NO_COLOR: "1" },
  });
  return stdout.trimEnd().split("\r\n");
};

const isInstalled = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux");

(isInstalled ? it : it.skip)("a terminal shows a list as a table of its width, and an answer as text", () => {
  const [header = "", line, ...rows] = shownOn(50, "listModels --local");
  expect(header).toMatch(/^id +name +version +lifecycle/);
  expect(line).toMatch(/^[─ ]+$/);
  expect(rows.length).toBeGreaterThan(10);
  expect([header, ...rows.slice(0, -1)].filter((row) => stringWidth(row) > 50)).toEqual([]);
  expect(rows.at(-1)).toMatch(/^Not shown: .*abilities.* --format json or csv has all\.$/);
  expect(shownOn(80, "ask 'What is 6 times 7?' --local")[0]).toBe("42");
  expect(JSON.parse(shownOn(50, "listModels --local --format json").join("\n"))).toHaveProperty("data");
});
