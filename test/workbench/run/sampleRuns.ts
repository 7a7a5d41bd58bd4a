import type { Page } from "playwright-core";

/** What the page showed of the run of one part's sample. */
interface SampleRun {
  /** Such as `action/listModels`. */
  part: string;
  /** The state of the run, with the problem where there is one. */
  shown: string;
}

/** Done in the page, so that a hundred parts take a hundred runs and not ten messages each. */
const inPage = `
  const mostMs = 15_000;
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const find = (selector) => document.querySelector(selector);
  const textOf = (selector) => find(selector)?.textContent ?? "";
  const buttonOf = (name) =>
    [...document.querySelectorAll(".step-form button")].find(({ textContent }) => textContent === name);
  const filledIn = "The sample is filled in.";
  // Each sentence has an element of its own.
  const announced = () => find("#content .unseen[aria-live] > span");
  const until = async (what, isSo) => {
    const startedMs = performance.now();
    while (!isSo()) {
      if (performance.now() - startedMs > mostMs) throw new Error(what + ": " + textOf("main").slice(0, 2_000));
      await drawn();
    }
  };
  const runOf = (part) => location.hash.slice(("#/run/" + part + "/").length);
  const runSample = async (part, label) => {
    location.hash = "#/run/" + part;
    await until(part + " has no form", () => find("#run-part")?.value.startsWith(label) && buttonOf("Fill in sample"));
    const before = announced();
    buttonOf("Fill in sample").click();
    await until(part + " is not filled in", () => announced() !== before && announced().textContent === filledIn);
    buttonOf("Run").click();
    await until(part + " does not run", () => runOf(part) !== "" || find(".step-form > .problem"));
    await until(part + " does not end", () => !/^(|Running)$/.test(textOf(".report .state")) || find(".step-form > .problem"));
    const problem = textOf(".step-form > .problem") || textOf(".report .problem");
    const shown = (textOf(".report .state") + " " + problem).trim();
    return { part, shown };
  };
`;

/** Opens the form of each part, fills in its sample, runs it, and gives what the page shows then. */
export const sampleRuns = (
  page: Page,
  parts: ReadonlyArray<{ kind: string; key: string; label: string }>,
): Promise<SampleRun[]> => {
  const asked = parts.map(({ kind, key, label }) => [`${kind}/${key}`, label]);
  return page.evaluate(`(async () => {
    ${inPage}
    const runs = [];
    for (const [part, label] of ${JSON.stringify(asked)}) runs.push(await runSample(part, label));
    return runs;
  })()`);
};
