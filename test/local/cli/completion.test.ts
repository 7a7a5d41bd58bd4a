import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CompletedCommand,
  type CompletedShell,
  completionScript,
  resumeCommand,
} from "../../../local/cli/completion";
import { inputFlags } from "../../../local/cli/inputFlags";
import { loadComponent, operationsOf } from "../../../local/platform/component";
import { runScript } from "../runScript";

const commands: CompletedCommand[] = [
  ...operationsOf(loadComponent()).map(({ key, label, inputs }) => ({
    names: key === "createChatCompletion" ? [key, "ask"] : [key],
    label,
    flags: inputFlags(inputs),
  })),
  resumeCommand,
];

const folder = mkdtempSync(join(tmpdir(), "completion-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell prints that has read the completion script. */
const inShell = (shell: CompletedShell, more: string): string => {
  const file = join(folder, `completed.${shell}`);
  writeFileSync(file, `${completionScript(shell, commands)}\n${more}\n`);
  const words = shell === "zsh" ? ["-f", file] : [file];
  const { stdout, stderr } = spawnSync(shell, words, { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout;
};

const isInstalled = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

const completedByBash = (...words: string[]): string[] =>
  inShell(
    "bash",
    `COMP_WORDS=(azure-openai ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
_azure_openai; echo "\${COMPREPLY[@]}"`,
  )
    .trim()
    .split(" ");

it.each([
  [["createIm"], ["createImage"]],
  [["as"], ["ask"]],
  [
    ["rawRequest", "--method", "P"],
    ["POST", "PUT", "PATCH"],
  ],
  [["ask", "--userP"], ["--userPrompt"]],
  [["createImage", "--requestOptions.maxR"], ["--requestOptions.maxRetries"]],
  [
    ["listModels", "--format", "j"],
    ["json", "jsonl"],
  ],
  [["resu"], ["resumeFineTuningJob", "resumeDeployment", "resume"]],
  [
    ["resume", "--f"],
    ["--force", "--format", "--field"],
  ],
  [["resume", "--l"], [""]],
  [["createImage", "photo"], [""]],
])("bash completes %j", (words, completed) => {
  expect(completedByBash(...words)).toEqual(completed);
});

(isInstalled("fish") ? it : it.skip)("fish completes commands, flags and choices", () => {
  const of = (line: string) => inShell("fish", `complete -C "azure-openai ${line}"`);
  expect(of("createIm")).toBe("createImage\tCreate Image\n");
  expect(of("ask --userP")).toBe("--userPrompt\tUser Prompt\n");
  expect(of("rawRequest --method P").match(/^\w+/gm)?.sort()).toEqual(["PATCH", "POST", "PUT"]);
});

(isInstalled("zsh") ? it : it.skip)("zsh takes the functions of bash", () => {
  expect(inShell("zsh", 'print -r -- "$_comps[azure-openai]"')).toContain("_azure_openai");
});

it("is printed by a command, which names the shells there are", async () => {
  const { code, stdout } = await runScript("local/cli/start.ts", ["completion", "bash"]);
  expect(code).toBe(0);
  // But for the line of all commands, which has triggers as well.
  const lines = completionScript("bash", commands)
    .split("\n")
    .filter((line) => !line.includes("compgen -W 'create"));
  expect(lines.filter((line) => !stdout.includes(line))).toEqual([]);
  expect(await runScript("local/cli/start.ts", ["completion", "tcsh"])).toEqual({
    code: 2,
    stdout: "",
    stderr: 'There is no completion for "tcsh": bash, zsh, fish.\n',
  });
});

it("has triggers and the command line's own commands, with their flags", async () => {
  const { stdout } = await runScript("local/cli/start.ts", ["completion", "bash"]);
  expect(stdout).toMatch(/batchFinished\) flags='[^']*--state --watch --every/);
  expect(stdout).toMatch(/endpoint\) flags='--background --stop/);
  expect(stdout).toMatch(/compgen -W '[^']*\bwebhook\b[^']*'/);
});
