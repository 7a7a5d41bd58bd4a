import { PassThrough } from "node:stream";
import { PNG } from "pngjs";
import { labelsOf, withHints } from "../../../local/cli/failureHints";
import { inputFlags } from "../../../local/cli/inputFlags";
import { redactorOf } from "../../../local/cli/redact";
import { createReporter, printable, wrap } from "../../../local/cli/terminal";
import { imageFacts } from "../../../local/demo/imageFacts";
import { drawImage } from "../../../local/endpoint/models/images/drawImage";
import { loadComponent } from "../../../local/platform/component";
import { didYouMean, nearestNames } from "../../../src/text/nearestNames";

const streamOf = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough().setEncoding("utf8"), { isTTY });
  return { stream: stream as unknown as NodeJS.WriteStream, printed: () => String(stream.read() ?? "") };
};
const redact = (text: string) => text;

test.each([
  ["create-chat", ["createChatCompletion"]],
  ["creatimage", ["createImage"]],
  ["summarice", ["summarizeText"]],
  ["xyzzy", []],
])("who types %s may mean %j", (typed, near) => {
  const names = ["createChatCompletion", "createImage", "rawRequest", "summarizeText"];
  expect(nearestNames(typed, names).slice(0, 1)).toEqual(near);
});

test("nothing near is nothing said", () => {
  expect(didYouMean("xyzzy", ["model"])).toBe("");
});

test("an error in the form's words gets the flag or variable behind each", () => {
  const flags = inputFlags([
    { key: "timeout", type: "string", label: "Timeout" },
    { key: "totalTimeout", type: "string", label: "Total Timeout (ms)" },
  ]);
  const labels = labelsOf(flags, { "API Key": "AZURE_OPENAI_API_KEY" });
  expect(withHints("Raise Total Timeout, check API Key.", labels)).toBe(
    "Raise Total Timeout, check API Key. (Total Timeout: --totalTimeout; API Key: AZURE_OPENAI_API_KEY)",
  );
  expect(withHints("No label is named: API Keys.", labels)).toBe("No label is named: API Keys.");
});

test("a label that is a word of sentences as well is one where the box is meant alone", () => {
  const labels = new Map([["API", "--modelSettings.apiMode"]]);
  for (const said of ["Access denied due to a wrong API endpoint.", "The host has an API like OpenAI's."])
    expect(withHints(said, labels)).toBe(said);
  for (const meant of ["API: it is Responses.", "Choose Automatic as API in Model Settings."])
    expect(withHints(meant, labels)).toBe(`${meant} (API: --modelSettings.apiMode)`);
});

test("secrets are taken out of a text, chance matches of short ones are not", () => {
  expect(redactorOf(["secret-value", "a", ""])("a secret-value")).toBe("a (secret)");
});

test("control characters of an answer don't reach the terminal", () => {
  expect(printable("a\u001b[31m\tb\r\nc\u009b")).toBe("a[31m\tb\nc");
});

test("texts wrap at the width, behind the indent", () => {
  expect(wrap("aa bb cc\ndd", 8, "  ")).toBe("aa bb\n  cc\n  dd");
});

test("a missing bundle is one line that says how to make it", () => {
  expect(() => loadComponent("/nowhere/dist/index.js")).toThrow(/run `npm run build`/);
});

test("debug lines are for verbose runs alone", () => {
  const { stream, printed } = streamOf(false);
  createReporter({ stream, isVerbose: false, redact }).logger.debug("hidden");
  createReporter({ stream, isVerbose: false, redact }).logger.warn("shown", { a: 1 });
  createReporter({ stream, isVerbose: true, redact }).logger.debug("shown too");
  expect(printed()).toBe("warning: shown { a: 1 }\ndebug: shown too\n");
});

describe("progress", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("is a line every ten seconds where there is no terminal", () => {
    const { stream, printed } = streamOf(false);
    const stop = createReporter({ stream, isVerbose: false, redact }).progress("Create Image");
    jest.advanceTimersByTime(9_999);
    expect(printed()).toBe("");
    jest.advanceTimersByTime(10_001);
    expect(printed()).toBe("Create Image: 10 s, still working\nCreate Image: 20 s, still working\n");
    stop();
    jest.advanceTimersByTime(60_000);
    expect(printed()).toBe("");
  });

  test("is how far a step has come, once it tells", () => {
    for (const isTTY of [false, true]) {
      const { stream, printed } = streamOf(isTTY);
      let detail: string | undefined;
      const stop = createReporter({ stream, isVerbose: false, redact }).progress("Many", () => detail);
      jest.advanceTimersByTime(10_000);
      expect(printed()).toMatch(isTTY ? /\S Many 10 s$/ : /^Many: 10 s, still working\n$/);
      detail = "3/4 · 1 failed";
      jest.advanceTimersByTime(10_000);
      expect(printed()).toMatch(isTTY ? /K\S 20 s · 3\/4 · 1 failed$/ : /^Many: 20 s · 3\/4 · 1 failed\n$/);
      stop();
    }
  });

  test("is a spinner on one line, however narrow the terminal is", () => {
    const { stream, printed } = streamOf(true);
    const { progress } = createReporter({
      stream: Object.assign(stream, { columns: 12 }),
      isVerbose: false,
      redact,
    });
    const stop = progress("Create Multiple Chat Completion");
    jest.advanceTimersByTime(100);
    expect(printed().replace("\r\u001b[2K", "")).toMatch(/^\S Create Mu$/);
    stop();
  });

  test("is a spinner on a terminal that makes way for log lines and goes at the end", () => {
    const { stream, printed } = streamOf(true);
    const { progress, logger } = createReporter({ stream, isVerbose: false, redact });
    const stop = progress("Create Image");
    jest.advanceTimersByTime(1_000);
    expect(printed()).toMatch(/\S Create Image 1 s$/);
    logger.info("a line");
    const logged = printed();
    expect(logged.startsWith("\r\u001b[2Kinfo: a line\n")).toBe(true);
    expect(logged.endsWith(" Create Image 1 s")).toBe(true);
    stop();
    expect(printed()).toBe("\r\u001b[2K");
    expect(jest.getTimerCount()).toBe(0);
  });
});

test("format and size of an image are read from its bytes", () => {
  const picture = { prompt: "x", index: 0, width: 32, height: 48, isTransparent: false };
  for (const format of ["png", "jpeg"] as const) {
    expect(imageFacts(drawImage({ ...picture, format }))).toEqual({ format, width: 32, height: 48 });
  }
  expect(imageFacts(PNG.sync.write(new PNG({ width: 3, height: 5 })))).toMatchObject({ width: 3, height: 5 });
  expect(imageFacts(Buffer.from("neither"))).toBeUndefined();
  expect(imageFacts(Buffer.from("ffd8ffe00002", "hex"))).toBeUndefined();
});
