import { execFileSync } from "node:child_process";
import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { findCase } from "../../../local/cases/loadCase";
import { type GivenFlag, inputsFromFlags } from "../../../local/cli/flagValues";
import { inputFlags } from "../../../local/cli/inputFlags";
import { createProgram } from "../../../local/cli/program";
import { sampleCommand } from "../../../local/cli/sampleCommand";
import { operationsOf } from "../../../local/platform/component";
import component from "../../../src/index";

const operations = operationsOf(component as unknown as Component);

/** The words of a command, as a shell finds them. */
const wordsOf = (command: string): string[] =>
  execFileSync("sh", ["-c", `set -- ${command}; printf '%s\\0' "$@"`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

/** What the command line reads from the words behind its own name. */
const parsed = async (words: string[]): Promise<{ key: string; given: GivenFlag[] }> => {
  const runs: Array<{ key: string; given: GivenFlag[] }> = [];
  const program = createProgram(operations, async ({ operation, given }) => {
    runs.push({ key: operation.key, given });
  });
  await program.parseAsync(words, { from: "user" });
  return runs[0] ?? { key: "", given: [] };
};

const connectionKeys = new Set(
  operations.flatMap(({ inputs }) =>
    inputs.filter(({ type }) => type === "connection").map(({ key }) => key),
  ),
);

test.each(operations.map((operation) => [operation.key, operation] as const))(
  "the sample command of %s enters the forms of its case",
  async (key, { kind, inputs }) => {
    const { required, every } = findCase(`${kind}s`, key) ?? { required: {}, every: [] };
    for (const form of [required, ...every]) {
      const words = wordsOf(sampleCommand(key, inputFlags(inputs), form));
      expect(words.slice(0, 4)).toEqual(["npm", "run", "cli", "--"]);
      const run = await parsed(words.slice(4));
      expect(run.key).toBe(key);
      const entered = Object.entries(form).filter(([name]) => !connectionKeys.has(name));
      expect(inputsFromFlags(run.given)).toEqual(Object.fromEntries(entered));
    }
  },
);

test("a text that a shell or the command line would take apart is quoted", () => {
  const flags = inputFlags([{ key: "prompt", type: "text", label: "Prompt" }]);
  const command = sampleCommand("createImage", flags, { prompt: '@it\'s "$5"' });
  expect(command).toBe(`npm run cli -- createImage --prompt '@@it'\\''s "$5"'`);
});

test("the help of an operation ends with its sample command", () => {
  const program = createProgram(operations, async () => undefined);
  const command = program.commands.find((candidate) => candidate.name() === "getBatch");
  const printed: string[] = [];
  command?.configureOutput({ writeOut: (text) => void printed.push(text) });
  command?.outputHelp();
  expect(printed.join("").trimEnd()).toMatch(
    /\n\nSuch as:\n {2}npm run cli -- getBatch --batchId batch_abc123$/,
  );
});
