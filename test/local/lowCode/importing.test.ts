import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { shareStarted } from "../../support/hooks";
import { startPlatformStandIn } from "../../support/platformStandIn";
import { endOf } from "../runScript";

const root = path.join(__dirname, "../../..");
const examples = path.join(root, "examples/lowCode");
const names = readdirSync(examples).filter((name) => name.endsWith(".yml"));

const folder = mkdtempSync(path.join(tmpdir(), "importing-"));
const platform = shareStarted(startPlatformStandIn);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The platform's command line, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

test.each(names)("the platform's command line imports %s as it stands", async (name) => {
  const child = spawn(
    path.join(root, "node_modules/.bin/prism"),
    ["integrations:import", "--path", path.join(examples, name)],
    {
      cwd: folder,
      env: {
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"]}`,
        HOME: folder,
        PRISMATIC_URL: platform.url,
        PRISM_ACCESS_TOKEN: "token",
        PRISM_CONFIG_FILE: path.join(folder, "prism.yml"),
        NODE_COMPILE_CACHE: path.join(folder, "compiled"),
      },
    },
  );
  child.stdin.end();
  const { code, stdout, stderr } = await endOf(child);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("integration-1");
  expect(parse(platform.imported.at(-1) ?? "")).toEqual(
    parse(readFileSync(path.join(examples, name), "utf8")),
  );
});
