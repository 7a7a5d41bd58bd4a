import path from "node:path";
import { type LocalEndpoint, startLocalEndpoint } from "../../local/endpoint/service/startLocalEndpoint";
import { chatAnswer } from "../support/answers";
import { leaksIn } from "../support/leaks";
import { sendAnswer, startScriptedServer } from "../support/scriptedServer";
import { runBeside, shareBundleCopy } from "./builtBundle";
import { nginx, type ReverseProxy, startReverseProxy } from "./reverseProxy";

interface Outcome {
  data?: unknown;
  error?: string;
}

type Fields = Record<string, unknown>;
type Call = [action: string, params: Fields];

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(60_000);

const copy = shareBundleCopy();
let endpoint: LocalEndpoint;
let proxy: ReverseProxy;

/** Runs actions in a process that has the bundle and Node, and trusts the local certificate. */
const runAll = (address: string, calls: Call[], fields: Fields = {}): Promise<Outcome[]> => {
  const connection = {
    key: "apiKey",
    configVarKey: "Azure OpenAI",
    fields: {
      apiKey: "",
      endpoint: address,
      subscriptionKey: proxy.key,
      subscriptionKeyHeader: "X-Gateway-Key",
      ...fields,
    },
  };
  const common = { connection, model: "gpt-5.4", requestOptions: { maxRetries: "0" } };
  return runBeside<Outcome[]>(copy, "callActions.mts", {
    environment: { NODE_EXTRA_CA_CERTS: path.join(copy.folder, "certificate.pem") },
    input: calls.map(([action, params]) => ({ action, params: { ...common, ...params } })),
  });
};

const chat: Call = ["createChatCompletion", { userPrompt: "What is 6 times 7?" }];
const models: Call = ["rawRequest", { url: "/v1/models", method: "GET", responseType: "json" }];
const image: Call = ["createImage", { model: "gpt-image-2", prompt: "A lighthouse", imageSize: "1536x1024" }];
const answer = { data: { output_text: "42" } };
/** A text above the most that nginx takes by default, and above what it keeps in memory. */
const textOf = (bytes: number) => "long ".repeat(bytes / 5);

const errorsOf = async (address: string, calls: Call[], fields: Fields = {}): Promise<string[]> => {
  const outcomes = await runAll(address, calls, fields);
  const output = JSON.stringify(outcomes);
  expect(leaksIn({ logged: "", output, failed: true }, [proxy.key, endpoint.apiKey, "wr0ng~Key"])).toEqual(
    [],
  );
  return outcomes.map(({ error }) => error ?? "it answered");
};

const describeWithNginx = nginx === undefined ? describe.skip : describe;

if (nginx === undefined) {
  test.skip("nginx is not installed: nothing was tried behind a real reverse proxy", () => undefined);
}

describeWithNginx("the bundle behind nginx", () => {
  beforeEach(async () => {
    endpoint = await startLocalEndpoint();
    proxy = await startReverseProxy(nginx ?? "", endpoint);
  });
  afterEach(async () => {
    await proxy.remove();
    await endpoint.close();
  });

  it.each(["v1", "2024-10-21"])("answers by the gateway's key alone, api-version %s", async (apiVersion) => {
    const outcomes = await runAll(proxy.endpoint, [chat, models, image], { apiVersion });
    expect(outcomes).toMatchObject([answer, { data: { object: "list" } }, { data: { images: [{}] } }]);
    const [first] = endpoint.requests;
    expect(first?.headers).toMatchObject({ "api-key": endpoint.apiKey });
    expect(JSON.stringify(endpoint.requests)).not.toMatch(/x-gateway-key|subscription/i);
    expect(first?.path).toBe(
      apiVersion === "v1" ? "/openai/v1/chat/completions" : "/openai/deployments/gpt-5.4/chat/completions",
    );
    expect(first?.query).toEqual(apiVersion === "v1" ? {} : { "api-version": apiVersion });
  });

  it("answers by the service's own key where the proxy only passes on", async () => {
    const fields = { apiKey: endpoint.apiKey, subscriptionKey: "" };
    expect(await runAll(proxy.plain, [chat], fields)).toMatchObject([answer]);
  });

  it("sends a prompt and takes an answer that nginx keeps in files meanwhile", async () => {
    const [outcome] = await runAll(proxy.endpoint, [
      ["createChatCompletion", { userPrompt: textOf(500_000) }],
    ]);
    expect(outcome?.error).toBeUndefined();
    expect(endpoint.requests[0]?.bodyText.length).toBeGreaterThan(500_000);
  });

  it("keeps its connections for 50 prompts at once, and nginx keeps its own", async () => {
    const service = await startScriptedServer([
      ({ body }, response) => sendAnswer(response, chatAnswer(JSON.parse(body).messages[0].content)),
    ]);
    await proxy.remove();
    proxy = await startReverseProxy(nginx ?? "", { url: service.url, apiKey: endpoint.apiKey });
    try {
      const prompts = Array.from({ length: 50 }, (_, index) => `Prompt ${index}`);
      const params = { messages: JSON.stringify(prompts), bulkOptions: { concurrentRequests: "10" } };
      const [outcome] = await runAll(proxy.endpoint, [["createCompletions", params]]);
      expect(outcome).toMatchObject({
        data: { results: prompts.map((output_text) => ({ output_text })), counts: { succeeded: 50 } },
      });
      const requests = await proxy.stop();
      expect(requests).toHaveLength(50);
      expect(new Set(requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(10);
      expect(service.connections).toBeLessThanOrEqual(16);
    } finally {
      await service.close();
    }
  });

  it("says that the gateway refused its key, and where the key is entered", async () => {
    const [wrong, missing] = [
      ...(await errorsOf(proxy.endpoint, [chat], { subscriptionKey: "wr0ng~Key/0123456789" })),
      ...(await errorsOf(proxy.endpoint, [chat], { apiKey: endpoint.apiKey, subscriptionKey: "" })),
    ];
    for (const message of [wrong, missing]) {
      expect(message).toMatch(
        /^Create Chat Completion was rejected by the gateway \(status 401\)\. Access denied/,
      );
      expect(message).toContain("Enter the gateway's key under Subscription Key");
    }
    expect(endpoint.requests).toEqual([]);
  });

  it("says that the limit is the gateway's own, and when it is over", async () => {
    const [first, second] = await errorsOf(proxy.limited, [chat, chat]);
    expect(first).toBe("it answered");
    expect(second).toMatch(
      /^Create Chat Completion was refused by the gateway for its rate \(status 429\)\. Rate limit is exceeded/,
    );
    expect(second).toMatch(/Run the step again in 30 s, after .+The limit is the gateway's own/);
    expect(endpoint.requests).toHaveLength(1);
  });

  it("explains a 503 without a body, when the service behind is down", async () => {
    await endpoint.close();
    const [message] = await errorsOf(proxy.endpoint, [chat]);
    expect(message).toBe(
      "Create Chat Completion met an error of the gateway (status 503). None of the resources behind the gateway took the call: run the step again; if that goes on, ask its operator.",
    );
  });

  it("reads the reason out of nginx' own pages", async () => {
    const fields = { apiKey: endpoint.apiKey, subscriptionKey: "" };
    const tooLarge: Call = ["createChatCompletion", { userPrompt: textOf(1_100_000) }];
    const [large] = await errorsOf(proxy.plain, [tooLarge], fields);
    expect(large).toMatch(/was rejected by the gateway \(status 413\)\. 413 Request Entity Too Large\./);
    await endpoint.close();
    const [down] = await errorsOf(proxy.plain, [chat], fields);
    expect(down).toMatch(/met an error of the gateway \(status 502\)\. 502 Bad Gateway\./);
    for (const message of [large, down]) expect(message).not.toMatch(/[<>\n]/);
  });

  it("says that nothing listens once nginx is stopped", async () => {
    await proxy.remove();
    const [message] = await errorsOf(proxy.endpoint, [chat]);
    expect(message).toContain(
      `Nothing listens at ${new URL(proxy.endpoint).host}: check Endpoint and its port.`,
    );
  });
});
