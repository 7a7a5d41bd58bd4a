import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { endOf, requireBundle, startScript } from "../runScript";

const script = "local/cli/start.ts";
let latencyMs = 0;
const endpoint = shareStarted(() => startLocalEndpoint({ latencyMs: () => latencyMs }));
let real: Record<string, string>;
beforeAll(() => {
  requireBundle();
  real = {
    AZURE_OPENAI_ENDPOINT: endpoint.url,
    AZURE_OPENAI_API_KEY: endpoint.apiKey,
    AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
  };
});

const endings = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

/** npm passes a terminal's signal on, so that it comes twice: here right behind itself, however busy the machine is. */
const twice = (signal: string): Record<string, string> => {
  const echo = `process.once("${signal}", () => process.nextTick(() => process.emit("${signal}", "${signal}")))`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(echo)}` };
};

/** Waits until so many more requests have come, and answers none from then on. */
const requestsHaveCome = async (before: number, count: number): Promise<void> => {
  while (endpoint.requests.length < before + count) await new Promise((resolve) => setTimeout(resolve, 20));
  latencyMs = 60_000;
};

afterEach(() => {
  latencyMs = 0;
});

test.each(endings)(
  "%s in the middle of a call ends at once with %i and one line",
  async (signal, exitCode) => {
    latencyMs = 60_000;
    const before = endpoint.requests.length;
    const child = startScript(script, ["createChatCompletion", "--userPrompt", "x"], { env: real });
    const ending = endOf(child);
    await requestsHaveCome(before, 1);
    child.kill(signal);
    const { code, stdout, stderr } = await ending;
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).toMatch(/^Connection: .*\nInterrupted\.\n$/);
  },
);

test.each(endings)(
  "%s in the middle of many calls prints what was answered, and exits with %i",
  async (signal, exitCode) => {
    const prompts = Array.from({ length: 200 }, (_, index) => `What is ${index} plus 0?`);
    latencyMs = 40;
    const before = endpoint.requests.length;
    const messages = ["--messages", JSON.stringify(prompts), "--bulkOptions.concurrentRequests", "2"];
    const args = ["createCompletions", ...messages, "--json"];
    const child = startScript(script, args, { env: { ...real, ...twice(signal) } });
    const ending = endOf(child);
    await requestsHaveCome(before, 10);
    child.kill(signal);
    const { code, stdout } = await ending;
    expect(code).toBe(exitCode);
    const { counts, results, remaining } = JSON.parse(stdout);
    expect(counts.succeeded).toBeGreaterThan(3);
    expect(counts).toMatchObject({
      total: 200,
      failed: 0,
      succeeded: results.length,
      remaining: remaining.length,
    });
    expect(results.length + remaining.length).toBe(200);
  },
);
