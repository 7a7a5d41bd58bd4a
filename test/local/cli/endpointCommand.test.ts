import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endOf, requireBundle, runScript } from "../runScript";

const bin = path.join(__dirname, "../../../bin/azure-openai.cjs");

// Several processes one after the other, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder = "";
beforeEach(() => {
  requireBundle();
  folder = mkdtempSync(path.join(tmpdir(), "endpoint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs lines in a shell that leads a session of its own, as a terminal's does. */
const inShell = async (lines: string) => {
  const child = spawn("bash", ["-euc", lines], {
    cwd: folder,
    detached: true,
    env: { PATH: process.env["PATH"], BIN: bin, SHELL: "/bin/bash" },
  });
  child.stdin.end();
  return endOf(child);
};

/** Resolves when nobody answers there any more. */
const isGone = async (url: string): Promise<boolean> => {
  for (;;) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    );
    if (!isThere) return true;
  }
};

describe("azure-openai endpoint --background", () => {
  it("remembers from one command of a shell to the next, and ends with the shell", async () => {
    writeFileSync(path.join(folder, "a.txt"), "hello");
    const { code, stdout } = await inShell(`
      eval "$("$BIN" endpoint --background)"
      id=$("$BIN" uploadFile --file @a.txt --fileName a.txt --purpose assistants --field id)
      "$BIN" getFile --fileId "$id" --field filename
      echo "$AZURE_OPENAI_ENDPOINT"
    `);
    const [name, url = ""] = stdout.trim().split("\n");
    expect([code, name]).toEqual([0, "a.txt"]);
    expect(await isGone(url)).toBe(true);
  });

  it("is ended by --stop, which has the shell forget it", async () => {
    const { code, stdout } = await inShell(`
      eval "$("$BIN" endpoint --background --idle 5)"
      echo "$AZURE_OPENAI_ENDPOINT"
      eval "$("$BIN" endpoint --stop)"
      echo "\${AZURE_OPENAI_ENDPOINT:-forgotten}"
    `);
    const [url = "", after] = stdout.trim().split("\n");
    expect([code, after]).toEqual([0, "forgotten"]);
    expect(await isGone(url)).toBe(true);
  });

  it("writes what fish understands, and refuses a shell that it does not know", async () => {
    const { stdout, stderr } = await inShell(`
      "$BIN" endpoint --background --shell fish > started.txt
      cat started.txt
      kill "$(grep -o "LOCAL_PID '[0-9]*" started.txt | grep -o '[0-9]*$')"
    `);
    expect(stdout).toMatch(/^set -gx AZURE_OPENAI_ENDPOINT 'http:/m);
    expect(stderr).toContain("runs until this terminal is closed");
    const refused = await runScript("local/cli/start.ts", ["endpoint", "--background", "--shell", "csh"]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("bash, zsh, fish")]);
  });

  it("says why it could not start, and that none runs", async () => {
    const failed = await runScript("local/cli/start.ts", ["endpoint", "--background", "--latency-ms", "x"]);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining("expected a whole number")]);
    const none = await runScript("local/cli/start.ts", ["endpoint", "--stop"]);
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining("No endpoint runs in the background"),
    ]);
  });
});
