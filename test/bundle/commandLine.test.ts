import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { copyBundle, root } from "./builtBundle";

const binaries = path.join(root, "node_modules", ".bin");

// Three processes of the platform's command line, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "signature-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of the platform's commands as a developer would, without touching that developer's login. */
const run = async (command: string, args: string[], cwd = root): Promise<string> => {
  const running = promisify(execFile)(path.join(binaries, command), args, {
    cwd,
    env: {
      ...process.env,
      PATH: `${binaries}${path.delimiter}${process.env["PATH"]}`,
      PRISM_CONFIG_FILE: path.join(folder, "prism.yml"),
      PRISMATIC_URL: "http://127.0.0.1:9",
      // The platform's command line is a single large file, which takes Node a second to compile.
      NODE_COMPILE_CACHE: path.join(folder, "compiled"),
    },
  });
  running.child.stdin?.end();
  return (await running).stdout;
};

const signature = async (cwd?: string): Promise<string> =>
  (await run("prism", ["components:signature", "--skip-signature-verify"], cwd)).trim();

describe("the platform's command line", () => {
  it("signs the bundle, by its bytes alone", async () => {
    const built = await signature();
    expect(built).toMatch(/^[0-9a-f]{40}$/);
    const copy = copyBundle();
    try {
      expect(await signature(copy.folder)).toBe(built);
      writeFileSync(path.join(copy.folder, "stray.txt"), "");
      expect(await signature(copy.folder)).not.toBe(built);
    } finally {
      copy.close();
    }
  });
});
