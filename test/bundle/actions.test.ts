import path from "node:path";
import { startLocalEndpoint } from "../../local/endpoint";
import { shareStarted } from "../support/hooks";
import { runBeside, shareBundleCopy } from "./builtBundle";

interface Outcome {
  data?: unknown;
  error?: string;
}

const endpoint = shareStarted(() => startLocalEndpoint({ tls: true }));
const copy = shareBundleCopy();

/** Runs every action once, in a process that has the bundle and Node, and trusts the endpoint's certificate. */
const runAll = (connection: object): Promise<Outcome[]> => {
  const call = (action: string, params: object) => ({
    action,
    params: { connection, model: "gpt-5.4", ...params },
  });
  return runBeside<Outcome[]>(copy, "callActions.mts", {
    environment: { NODE_EXTRA_CA_CERTS: path.join(copy.folder, "certificate.pem") },
    input: [
      call("createChatCompletion", { userPrompt: "What is 6 times 7?" }),
      call("createCompletions", { messages: '["What is 2 plus 2?", "What is 3 plus 3?"]' }),
      call("summarizeText", { textToSummarize: "Azure is a cloud. It has regions. They are many." }),
      call("createImage", { model: "gpt-image-2", prompt: "A lighthouse" }),
      call("rawRequest", { url: "/v1/models", method: "GET", responseType: "json" }),
      call("rawRequest", {
        url: "/v1/files",
        method: "POST",
        responseType: "json",
        formData: [{ key: "purpose", value: "batch" }],
        fileData: [{ key: "file", value: '{"custom_id":"1"}' }],
        fileDataFileNames: [{ key: "file", value: "prompts.jsonl" }],
      }),
    ],
  });
};

/** What the local endpoint makes of those calls. */
const answers = [
  { data: { output_text: "42" } },
  {
    data: {
      results: [{ output_text: "4" }, { output_text: "6" }],
      counts: { total: 2, succeeded: 2, failed: 0, remaining: 0 },
    },
  },
  { data: { summary: expect.stringContaining("Azure") } },
  { data: { images: [{ contentType: "image/png", fileName: "image-1.png" }] } },
  { data: { object: "list" } },
  { data: { object: "file", filename: "prompts.jsonl" } },
];

describe("the bundle with nothing beside it", () => {
  it.each(["v1", "2024-10-21"])("runs every action with a key, api-version %s", async (apiVersion) => {
    const { url, apiKey } = endpoint;
    const outcomes = await runAll({
      key: "apiKey",
      configVarKey: "Azure OpenAI",
      fields: { apiKey, endpoint: url, organization: "", isOpenAIKey: "false", apiVersion },
    });
    expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(outcomes).toMatchObject(answers);
  });

  it("runs every action with a service principal, one token for all", async () => {
    const { entra, url } = endpoint;
    const { tenantId, clientId, clientSecret, authorityHost } = entra ?? {};
    const outcomes = await runAll({
      key: "entraServicePrincipal",
      configVarKey: "Azure OpenAI",
      fields: { tenantId, clientId, clientSecret, authorityHost, endpoint: url, apiVersion: "v1" },
    });
    expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
    expect(outcomes).toMatchObject(answers);
    expect(entra?.tokensIssued).toHaveLength(1);
  });

  it("explains a refused credential as src does", async () => {
    const [outcome] = await runAll({
      key: "apiKey",
      configVarKey: "Azure OpenAI",
      fields: { apiKey: "wrong-key-0123456789", endpoint: endpoint.url, apiVersion: "v1" },
    });
    expect(outcome?.error).toMatch(
      /^Create Chat Completion was rejected \(status 401, .+Check that API Key belongs/,
    );
    expect(outcome?.error).not.toContain("wrong-key");
  });
});
