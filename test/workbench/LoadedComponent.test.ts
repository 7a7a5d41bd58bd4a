import { runScript } from "../local/runScript";

const wrong = (sentence: string): string =>
  `The built component can't be loaded: ${sentence} Mend it, run npm run build, and load it again.`;

const notBuilt = "There is no built component yet: run npm run build, then load it again.";

it("says what is wrong with a bundle, sees a new one, and keeps the former one where that is broken", async () => {
  const { stdout, stderr, code } = await runScript("test/workbench/support/loadBundles.ts", []);
  expect([stderr, code]).toEqual(["", 0]);
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ label, problem, loads, isOutdated }) => [label, problem ?? loads, isOutdated])).toEqual([
    ["nothing", notBuilt, false],
    ["a syntax error", wrong("SyntaxError: Unexpected token '='."), false],
    ["throws", wrong("TypeError: no."), false],
    ["throws nothing", wrong("undefined."), false],
    ["never ends", "it is not loaded after 0.2 seconds.", undefined],
    [
      "no export",
      wrong("it exports no component with display, actions, triggers, dataSources, connections."),
      false,
    ],
    [
      "exports null",
      wrong("it exports no component with display, actions, triggers, dataSources, connections."),
      false,
    ],
    ["no actions", wrong("it exports no component with actions."), false],
    ["ends the process", wrong("it ends the process."), false],
    ["lacks a module", wrong("Error: Cannot find module 'no-such-module'."), false],
    ["mended", "first chunk", false],
    ["built anew", "first chunk", true],
    ["loaded again", "second newer chunk", false],
    ["broken", wrong("Error: broken."), false],
    ["gone", notBuilt, false],
  ]);
  expect(told.slice(-4).map(({ loads }) => loads)).toEqual([
    "first chunk",
    ...Array(3).fill("second newer chunk"),
  ]);
});
