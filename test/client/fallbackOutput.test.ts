import { errorAnswer } from "../support/answers";
import { keyConnection, run } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { answerOf, baseOf, broken, chatAt, once, startDeployments } from "./fallbackRig";

useTestClock();
const server = useStarted(() => startDeployments({ a: broken, b: answerOf("b") }));

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
const images = { body: { created: 1_772_668_800, data: [{ b64_json: pixel }] } };
const report = () => {
  const reference = { connection: "Connection", endpoint: baseOf(server) };
  return {
    answeredBy: { ...reference, deployment: "b" },
    passedOver: [{ ...reference, deployment: "a", reason: expect.stringContaining("status 500") }],
  };
};

type Params = Record<string, unknown>;
const steps: Array<[action: string, params: Params]> = [
  ["createChatCompletion", { userPrompt: "Hello" }],
  ["summarizeText", { textToSummarize: "A long text." }],
  ["createImage", { prompt: "A square" }],
];
const perform = async (action: string, params: Params): Promise<Params> => {
  const { data } = await run(action, {
    ...{ connection: keyConnection(server.url), model: "a", requestOptions: once },
    ...params,
  });
  return data as Params;
};

describe.each(steps)("%s", (action, params) => {
  beforeEach(() => {
    if (action === "createImage") server.deploy("b", images);
  });

  it("says in its output which deployment answered", async () => {
    expect(await perform(action, { ...params, fallbackModels: ["b"] })).toMatchObject({ fallback: report() });
    expect(server.asked).toEqual(["a", "b"]);
  });

  it.each<[what: string, fallbacks: Params]>([
    ["left out", {}],
    ["empty texts", { fallbackModels: "", fallbackConnection: "" }],
    ["empty lists", { fallbackModels: [], fallbackConnection: undefined }],
    ["a list of empty texts", { fallbackModels: ["", null], fallbackConnection: null }],
  ])("has no word of it when both inputs are %s", async (_what, fallbacks) => {
    server.deploy("a", action === "createImage" ? images : answerOf("a"));
    const plain = await perform(action, params);
    const output = await perform(action, { ...params, ...fallbacks });
    expect(output).not.toHaveProperty("fallback");
    expect(output).toEqual(plain);
    const [first, second] = server.requests;
    expect(second?.body).toBe(first?.body);
  });
});

describe("createCompletions", () => {
  const bulk = (params: Params) =>
    perform("createCompletions", {
      messages: ["one", "two", "three"],
      bulkOptions: { concurrentRequests: "1" },
      ...params,
    });

  it("says for each result which deployment answered", async () => {
    const { results, counts } = await bulk({ fallbackModels: ["b"] });
    expect(counts).toMatchObject({ total: 3, succeeded: 3 });
    expect(results).toMatchObject([
      { index: 0, output_text: "from b", fallback: report() },
      { index: 1, fallback: { answeredBy: { deployment: "b" }, passedOver: [{ deployment: "a" }] } },
      { index: 2, fallback: { answeredBy: { deployment: "b" }, passedOver: [{ deployment: "a" }] } },
    ]);
  });

  it("finds out once that a deployment is out, not once for each prompt", async () => {
    await bulk({ fallbackModels: ["b"] });
    expect(server.asked).toEqual(["a", "b", "b", "b"]);
  });

  it("holds a failure of all against its prompt alone", async () => {
    server.deploy("b", errorAnswer(404), answerOf("b"));
    const { results } = await bulk({ fallbackModels: ["b"] });
    expect(results).toMatchObject([
      { status: "failed", error: { kind: "service", message: expect.stringContaining(" Fallbacks: b: ") } },
      { status: "succeeded" },
      { status: "succeeded" },
    ]);
  });

  it.each<Params>([{}, { fallbackModels: "", fallbackConnection: "" }])(
    "has no word of it with %j",
    async (fallbacks) => {
      server.deploy("a", answerOf("a"));
      const { results } = await bulk(fallbacks);
      for (const result of results as Params[]) expect(result).not.toHaveProperty("fallback");
    },
  );
});

it("ten fallbacks are asked, eleven are refused by the input's name", async () => {
  const names = Array.from({ length: 11 }, (_, index) => `d${index}`);
  server.deploy("d9", answerOf("d9"));
  const { data } = await chatAt(server, { fallbackModels: names.slice(0, 10) });
  expect(data).toMatchObject({ output_text: "from d9" });
  expect(server.asked).toHaveLength(11);
  await expect(chatAt(server, { fallbackModels: names })).rejects.toThrow(
    /^Fallback Models \/ Deployments: /,
  );
  expect(server.asked).toHaveLength(11);
});
