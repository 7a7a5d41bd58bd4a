import OpenAI from "openai";
import type { Response, ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const time = { nowMs: 1_800_000_000_000 };
const clock = { nowMs: () => time.nowMs, wait: async () => undefined };
const endpoint = shareStarted(() => startLocalEndpoint({ clock, responses: { backgroundMs: 60_000 } }));
let client: OpenAI;

beforeAll(() => {
  client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1`, maxRetries: 0 });
});

const create = (body: Omit<ResponseCreateParamsNonStreaming, "model">): Promise<Response> =>
  client.responses.create({ model: "gpt-5.4", ...body });

const refusalOf = async (body: object) => {
  const answer = await call(endpoint, "/openai/v1/responses", { model: "gpt-5.4", ...body });
  return [answer.status, answer.body.error.param, answer.body.error.code, answer.body.error.message];
};

const find = {
  type: "function",
  name: "find_order",
  parameters: { type: "object", properties: {} },
  strict: null,
} as const;

describe("an answer", () => {
  test("is refused for more than a model reads, unless the service may leave some out", async () => {
    const input = "word ".repeat(1_000_001);
    const [status, param, code] = await refusalOf({ input });
    expect([status, param, code]).toEqual([400, "input", "context_length_exceeded"]);
    expect((await create({ input, truncation: "auto" })).status).toBe("completed");
  });

  test("answers the prompt, counts tokens and can be fetched and deleted", async () => {
    const response = await create({ input: "What is 2 + 2?" });
    expect(response.output_text).toBe("4");
    expect(response.usage).toMatchObject({ output_tokens: 1, input_tokens_details: { cached_tokens: 0 } });
    expect((await client.responses.retrieve(response.id)).id).toBe(response.id);
    await client.responses.delete(response.id);
    await expect(client.responses.retrieve(response.id)).rejects.toMatchObject({ status: 404 });
  });

  test("satisfies a schema and says when it is incomplete", async () => {
    const schema = { type: "object", properties: { count: { type: "integer" } }, required: ["count"] };
    const structured = await create({
      input: "There are 5 apples",
      text: { format: { type: "json_schema", name: "apples", schema } },
    });
    expect(JSON.parse(structured.output_text)).toEqual({ count: 5 });
    const long = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
    const short = await create({ input: `Say ${long}`, max_output_tokens: 16 });
    expect([short.status, short.incomplete_details?.reason]).toEqual(["incomplete", "max_output_tokens"]);
    expect(short.output[0]).toMatchObject({ type: "message", status: "incomplete" });
  });

  test("is kept unless it is not to be", async () => {
    const { id } = await create({ input: "Say yes", store: false });
    await expect(client.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });

  test("is served at resource level on a dated version", async () => {
    const path = "/openai/responses?api-version=2025-04-01-preview";
    const { status, body } = await call(endpoint, path, { model: "x", input: "What is 1 + 1?" });
    expect([status, body.object]).toEqual([200, "response"]);
  });

  test("goes on from a response and from a conversation, whose items it lists in pages", async () => {
    const first = await create({ input: "Say one" });
    const second = await create({ input: "Say two", previous_response_id: first.id });
    const page = await client.responses.inputItems.list(second.id, { limit: 2, order: "asc" });
    const rest = await page.getNextPage();
    const said = [...page.data, ...rest.data].map((item) => JSON.stringify(item));
    expect(said.map((text) => /"text":"([^"]+)"/.exec(text)?.[1])).toEqual(["Say one", "one", "Say two"]);
    expect(rest.has_more).toBe(false);
    await create({ input: "Say a", conversation: "conv_1" });
    const later = await create({ input: "Say b", conversation: "conv_1" });
    expect((await client.responses.inputItems.list(later.id)).data).toHaveLength(3);
  });
});

describe("a background response", () => {
  test("is queued, in progress and completed by the endpoint's clock", async () => {
    const { id, status, output } = await create({ input: "Say done", background: true });
    const later = async (ms: number) => {
      time.nowMs += ms;
      return (await client.responses.retrieve(id)).status;
    };
    expect([status, output]).toEqual(["queued", []]);
    expect([await later(10_000), await later(50_000)]).toEqual(["in_progress", "completed"]);
    expect((await client.responses.retrieve(id)).output_text).toBe("done");
  });

  test("can be cancelled while it works; later the call changes nothing, and others can't be", async () => {
    const running = await create({ input: "Say done", background: true });
    expect((await client.responses.cancel(running.id)).status).toBe("cancelled");
    const done = await create({ input: "Say done", background: true });
    time.nowMs += 60_000;
    expect((await client.responses.cancel(done.id)).status).toBe("completed");
    const { id } = await create({ input: "Say done" });
    await expect(client.responses.cancel(id)).rejects.toMatchObject({ status: 400 });
  });
});

describe("tools", () => {
  test("functions are asked for, and answered by their call_id", async () => {
    const asked = await create({ input: "Use find_order", tools: [find] });
    const [called] = asked.output;
    if (called?.type !== "function_call") throw new Error("A call was asked for.");
    const answered = await create({
      previous_response_id: asked.id,
      input: [{ type: "function_call_output", call_id: called.call_id, output: "" }],
    });
    expect(answered.status).toBe("completed");
  });

  test("hosted ones add their items, references and files", async () => {
    const store = await client.vectorStores.create({});
    const { output } = await create({
      input: "Search the web and the files, then draw a chart",
      tools: [
        { type: "web_search" },
        { type: "file_search", vector_store_ids: [store.id] },
        { type: "code_interpreter", container: { type: "auto" } },
      ],
    });
    expect(output.map(({ type }) => type)).toEqual([
      ...["web_search_call", "file_search_call", "code_interpreter_call", "message"],
    ]);
    const annotations = JSON.stringify(output.at(-1));
    const [, container, file] = /"container_id":"(\w+)","file_id":"(\w+)"/.exec(annotations) ?? [];
    const content = await client.containers.files.content.retrieve(file ?? "", {
      container_id: container ?? "",
    });
    expect(await content.text()).toContain("May,42");
    await expect(
      client.containers.files.content.retrieve("cfile_0", { container_id: container ?? "" }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test("a remote one waits for approval, and runs or not", async () => {
    const tools = [{ type: "mcp", server_label: "orders", server_url: "https://mcp.example.com" } as const];
    const asked = await create({ input: "Ask the remote server", tools });
    const request = asked.output.at(-1);
    if (request?.type !== "mcp_approval_request") throw new Error("An approval was to be asked for.");
    const typesAfter = async (approve: boolean) => {
      const answer = { type: "mcp_approval_response", approval_request_id: request.id, approve } as const;
      const { output } = await create({ input: [answer], previous_response_id: asked.id, tools });
      return output.map(({ type }) => type);
    };
    expect(await typesAfter(true)).toEqual(["mcp_call", "message"]);
    expect(await typesAfter(false)).toEqual(["message"]);
  });

  test("images need the deployment's header on Azure", async () => {
    const body = { model: "gpt-5.4", input: "Draw tea", tools: [{ type: "image_generation" } as const] };
    await expect(client.responses.create(body)).rejects.toMatchObject({ status: 400 });
    const headers = { "x-ms-oai-image-generation-deployment": "gpt-image-2" };
    const { output } = await client.responses.create(body, { headers });
    expect(output[0]).toMatchObject({
      type: "image_generation_call",
      result: expect.stringMatching(/^iVBOR/),
    });
  });
});

describe("a refusal", () => {
  test("of a forbidden prompt has a shape of its own", async () => {
    const { status, body } = await call(endpoint, "/openai/v1/responses", {
      model: "x",
      input: "forbidden-content",
    });
    expect([status, body.error.content_filters[0].blocked]).toEqual([400, true]);
  });

  test("names the field", async () => {
    expect(await refusalOf({ input: "x", stop: ["END"] })).toEqual([
      ...[400, "stop", "unknown_parameter", "Unknown parameter: 'stop'."],
    ]);
    expect((await refusalOf({})).slice(0, 2)).toEqual([400, "input"]);
    expect((await refusalOf({ input: "x", max_output_tokens: 15 }))[2]).toBe("integer_below_min_value");
    expect((await refusalOf({ input: "x", tools: [{ type: "code_interpreter" }] }))[1]).toBe(
      "tools[0].container",
    );
    expect((await refusalOf({ input: "x", previous_response_id: "resp_0" }))[2]).toBe(
      "previous_response_not_found",
    );
    expect((await refusalOf({ input: "x", background: true, store: false }))[1]).toBe("background");
  });

  test("names calls without outputs, outputs without calls, and items that are there twice", async () => {
    const output = { type: "function_call_output", call_id: "call_1", output: "x" };
    const called = { type: "function_call", call_id: "call_1", name: "find_order", arguments: "{}" };
    expect((await refusalOf({ input: [output] }))[3]).toMatch("No tool call found");
    expect((await refusalOf({ input: [called] }))[3]).toMatch("No tool output found");
    const first = await create({ input: "Say one" });
    const twice = { input: first.output, previous_response_id: first.id };
    expect((await refusalOf(twice))[3]).toMatch("Duplicate item found");
  });
});
