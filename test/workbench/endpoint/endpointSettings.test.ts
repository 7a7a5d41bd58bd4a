import { faultKinds } from "../../../local/endpoint";
import type { EndpointView, SetFault } from "../../../local/workbench/wire/endpoint";
import type { ExchangeRow, ExchangeRows } from "../../../local/workbench/wire/exchange";
import { faultForms } from "../../../local/workbench/wire/faultForms";
import { runUntilEnd } from "../run/runUntilEnd";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench();

const chat = {
  ...{ kind: "action", key: "createChatCompletion", connections: { connection: "local" } },
  form: { userPrompt: { value: "What is 6 times 7?" } },
};

const change = async (path: string, body?: unknown): Promise<EndpointView> => {
  const answer = await bench.post(`/api/endpoint/${path}`, body);
  expect(await answer.clone().json()).not.toHaveProperty("message");
  return (await answer.json()) as EndpointView;
};

const refusal = async (path: string, body: unknown): Promise<unknown> => {
  const answer = await bench.post(`/api/endpoint/${path}`, body);
  return [answer.status, ((await answer.json()) as { message: string }).message];
};

const rows = async (): Promise<ExchangeRow[]> =>
  ((await (await bench.get("/api/endpoint/exchanges")).json()) as ExchangeRows).rows;

/** Runs the chat, and gives its requests. */
const runChat = async () => {
  const before = (await rows())[0]?.number ?? 0;
  const run = await runUntilEnd(bench, chat);
  return { run, requests: (await rows()).filter(({ number }) => number > before) };
};

/** The status of a request beside the workbench's own runs. */
const call = async (): Promise<number> => {
  const { url, apiKey } = bench.workbench.world.endpointFor();
  const answer = await fetch(`${url}/openai/v1/chat/completions`, {
    method: "POST",
    headers: { "api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-5.4", messages: [{ role: "user", content: "Hello" }] }),
  });
  await answer.text();
  return answer.status;
};

afterEach(() => change("reset"));

test("everything stands at its default, with the addresses of the services and without their keys", async () => {
  const text = await (await bench.get("/api/endpoint")).text();
  const { url, apiKey } = bench.workbench.world.endpointFor();
  expect(text).not.toContain(apiKey);
  expect(JSON.parse(text)).toMatchObject({
    settings: {
      latencyMs: 0,
      quota: {},
      quotaLeft: [],
      contentFilter: { share: 0, next: 0 },
      retirements: {},
    },
    ...{ faults: [], sentence: "No limits, no waits, no faults." },
    names: expect.arrayContaining(["gpt-5.4", "my-other-voice"]),
    addresses: expect.arrayContaining([{ label: "Endpoint", url }]),
  });
});

test("a page has a form for every kind of fault", () => {
  expect(faultForms.map(({ kind }) => kind)).toEqual(faultKinds);
});

describe("from the next request of a run on", () => {
  test("latency is waited", async () => {
    await change("settings", { latencyMs: { fromMs: 120, toMs: 130 } });
    const { requests } = await runChat();
    expect(requests[0]?.tookMs).toBeGreaterThanOrEqual(119);
  });

  test("a quota refuses, and what is left of it is told", async () => {
    await change("settings", { quota: { requestsPerMinute: 1, headers: "none" } });
    expect((await runChat()).requests.map(({ status }) => status)).toEqual([200]);
    expect(await call()).toBe(429);
    expect((await rows())[0]).toMatchObject({ status: 429, decidedBy: "quota", model: "gpt-5.4" });
    const { settings } = (await (await bench.get("/api/endpoint")).json()) as EndpointView;
    expect(settings.quotaLeft).toMatchObject([{ name: "requests", perMinute: 1, remaining: 0 }]);
  });

  test("the content filter refuses prompts", async () => {
    await change("settings", { contentFilter: { next: 1 } });
    const { run, requests } = await runChat();
    expect(run).toMatchObject({ state: "failed", problem: { facts: { kind: "contentFiltered" } } });
    expect(requests).toMatchObject([{ status: 400, decidedBy: "contentFilter" }]);
  });

  test("a model is retired", async () => {
    await change("settings", { retirements: { "gpt-5.4": "2026-01-01" } });
    const { run, requests } = await runChat();
    expect(run.state).toBe("failed");
    expect(requests.at(-1)).toMatchObject({ decidedBy: "retirement" });
  });

  test("a fault spoils as many requests as it says, and those of its path alone", async () => {
    const match = { method: "POST", path: "/chat/completions" };
    const fault = { server: "endpoint", kind: "status", status: 418, times: 2, match };
    const { faults, sentence } = await change("faults", fault);
    expect(faults).toMatchObject([{ server: "endpoint", kind: "status", status: 418, remaining: 2, match }]);
    expect(sentence).toBe("1 fault waiting.");
    const { run, requests } = await runChat();
    expect(run).toMatchObject({ state: "failed", problem: { facts: { status: 418 } } });
    expect(requests).toMatchObject([{ status: 418, decidedBy: "fault", fault: "status" }]);
    expect((await (await bench.get("/api/endpoint")).json()) as EndpointView).toMatchObject({
      faults: [{ remaining: 1 }],
    });
  });
});

test("one sentence says what applies", async () => {
  await change("faults", { server: "contentSafety", kind: "hang" });
  await change("faults", { server: "endpoint", kind: "html" });
  const { sentence } = await change("settings", {
    ...{ latencyMs: 250, quota: { requestsPerMinute: 60, tokensPerMinute: 1000 } },
    ...{ contentFilter: { share: 0.07, next: 1 }, retirements: { whisper: "2030-01-01" } },
  });
  expect(sentence).toBe(
    "60 requests a minute, 1,000 tokens a minute, 250 ms before each answer, 7% of prompts refused, " +
      "the next 1 prompt refused, 1 retirement date, 2 faults waiting.",
  );
  expect((await change("reset")).sentence).toBe("No limits, no waits, no faults.");
});

test("faults are taken back one by one and all at once", async () => {
  for (const kind of ["hang", "reset", "pass"]) await change("faults", { server: "endpoint", kind });
  const kindsOf = ({ faults }: EndpointView): string[] => faults.map(({ kind }) => kind);
  const { faults } = (await (await bench.get("/api/endpoint")).json()) as EndpointView;
  const { server, number } = faults[1] as SetFault;
  expect(kindsOf(await change("faults/remove", { server, number }))).toEqual(["hang", "pass"]);
  const gone = "This fault no longer waits: a request had it.";
  expect(await refusal("faults/remove", { server, number })).toEqual([404, gone]);
  expect(kindsOf(await change("faults/clear"))).toEqual([]);
});

describe("a value that will not do is refused by the name that the page has for it", () => {
  test.each<[string, unknown, string]>([
    [
      "settings",
      { latencyMs: -1 },
      "Latency: Enter a whole number from 0 to 600,000, or fromMs and toMs, not -1.",
    ],
    [
      "settings",
      { latencyMs: { fromMs: 9, toMs: 1 } },
      "Longest wait: Enter at least as much as under fromMs, not 1.",
    ],
    [
      "settings",
      { quota: { requestsPerMinute: "many", tokensPerMinute: 0 } },
      'Requests per minute: Enter a whole number from 1 to 1,000,000,000, not "many".\n' +
        "Tokens per minute: Enter a whole number from 1 to 1,000,000,000, not 0.",
    ],
    ["settings", { contentFilter: { share: 2 } }, "Share refused: Enter a number from 0 to 1, not 2."],
    [
      "settings",
      { retirements: { "no-model": "2026-01-01" } },
      "Retirement of no-model: There is no model and no deployment of this name.",
    ],
    [
      "settings",
      { retirements: { whisper: "2026-02-30" } },
      'Retirement of whisper: Enter a day such as 2026-12-01, not "2026-02-30".',
    ],
    ["settings", null, "Enter an object with the settings to change, not null."],
    ["faults", { server: "endpoint", kind: "status" }, "Status: Enter a whole number from 200 to 599."],
    [
      "faults",
      { server: "endpoint", kind: "hang", times: 0 },
      "Times: Enter a whole number from 1 to 1,000,000, not 0.",
    ],
    [
      "faults",
      { server: "moon", kind: "hang" },
      "Server: Enter one of endpoint, resourceManager, contentSafety.",
    ],
  ])("%s %j", async (path, body, message) => {
    expect(await refusal(path, body)).toEqual([400, message]);
    expect(((await (await bench.get("/api/endpoint")).json()) as EndpointView).sentence).toMatch(
      /^No limits/,
    );
  });
});
