import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import { connectionTo } from "../support";
import { askerOf, bodiesOf, responseOf, said } from "./support";

const server = shareServer();
const ask = askerOf(server);
const userPrompt = "Where?";
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\n");

/** The only request's body. */
const sent = async (params: object) => {
  await ask(params, { body: responseOf([said("There.")]) });
  return bodiesOf(server)[0];
};

const refusal = async (params: object): Promise<string> => {
  server.script();
  const { message: text } = await failureOf(
    run("createResponse", { connection: connectionTo(server.url), ...params }),
  );
  expect(server.requests).toEqual([]);
  return text;
};

describe("a request", () => {
  it("has what was filled in, and nothing else", async () => {
    const prompt = [{ type: "message", role: "user", content: "Where?" }];
    expect(await sent({ userPrompt })).toEqual({ model: "gpt-5.4", input: prompt });
    expect(
      await sent({
        userPrompt,
        systemPrompt: "Be brief.",
        background: "true",
        modelSettings: { maxOutputTokens: "100", reasoningEffort: "low" },
        responseSettings: {
          temperature: "0",
          store: "true",
          reasoningSummary: "auto",
          metadata: [{ key: "a", value: "" }],
        },
      }),
    ).toEqual({
      ...{ model: "gpt-5.4", input: prompt, instructions: "Be brief.", background: true },
      ...{ max_output_tokens: 100, reasoning: { effort: "low", summary: "auto" }, temperature: 0 },
      ...{ store: true, metadata: { a: "" } },
    });
  });

  it("goes to the v1 path, and below the resource of a gateway with a dated version", async () => {
    const addressOf = async (fields: object) => {
      server.script({ body: responseOf([said("There.")]) });
      await run("createResponse", { connection: connectionTo(server.url, "v1", { ...fields }), userPrompt });
      return server.requests[0]?.url;
    };
    expect(await addressOf({})).toBe("/openai/v1/responses");
    expect(await addressOf({ apiVersion: "2025-04-01-preview" })).toBe(
      "/openai/responses?api-version=2025-04-01-preview",
    );
  });

  it.each([pdf, pdf.toString("base64")])("has the files of items as URLs: %#", async (data) => {
    const parts = [
      { type: "input_image", image_url: sampleImages.png },
      { type: "input_image", file_id: "file-1" },
      { type: "input_file", filename: "a.pdf", file_data: data },
    ];
    const body = await sent({
      inputItems: [
        { role: "user", content: parts },
        { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
        { type: "function_call_output", call_id: "call_1", output: parts.slice(2) },
      ],
    });
    const file = { ...parts[2], file_data: `data:application/pdf;base64,${pdf.toString("base64")}` };
    const image_url = `data:image/png;base64,${sampleImages.png.toString("base64")}`;
    expect(body?.["input"]).toMatchObject([
      { content: [{ type: "input_image", image_url }, parts[1], file] },
      {},
      { output: [file] },
    ]);
  });

  it.each<[unknown, RegExp]>([
    [{ role: "user", content: [{ type: "input_image", image_url: pdf }] }, /item 1 \(part 1\) is a PDF/],
    [{ role: "user", content: pdf }, /item 1 holds a file\. Give an image as/],
  ])("is not sent with a file that no part can hold: %#", async (item, message) => {
    expect(await refusal({ inputItems: [item] })).toMatch(message);
  });

  it("puts items, results, approvals and the prompt in this order, an empty result included", async () => {
    const called = { type: "function_call", call_id: "call_1", name: "find", arguments: "{}" };
    const asked = {
      type: "mcp_approval_request",
      id: "mcpr_1",
      server_label: "s",
      name: "n",
      arguments: "{}",
    };
    const body = await sent({
      userPrompt: "And now?",
      inputItems: JSON.stringify([called, asked]),
      toolResults: [{ key: "call_1", value: "" }],
      hostedTools: { approvals: [{ key: "mcpr_1", value: "false" }] },
    });
    expect(body?.["input"]).toEqual([
      called,
      asked,
      { type: "function_call_output", call_id: "call_1", output: "" },
      { type: "mcp_approval_response", approval_request_id: "mcpr_1", approve: false },
      { type: "message", role: "user", content: "And now?" },
    ]);
  });

  it("offers hosted tools beside functions, and names the image deployment in the header of Azure", async () => {
    const body = await sent({
      userPrompt,
      toolSettings: { tools: [{ name: "find" }] },
      hostedTools: {
        webSearch: "true",
        searchDomains: ["example.com"],
        vectorStoreIds: ["vs_1"],
        codeInterpreter: "true",
        interpreterFileIds: ["file-1"],
        imageGeneration: "true",
        imageDeployment: "my-images",
        mcpServer: "https://mcp.example.com/mcp",
        mcpTools: ["find_order"],
      },
    });
    expect(body?.["tools"]).toMatchObject([
      { type: "web_search", filters: { allowed_domains: ["example.com"] } },
      { type: "file_search", vector_store_ids: ["vs_1"] },
      { type: "code_interpreter", container: { type: "auto", file_ids: ["file-1"] } },
      { type: "image_generation" },
      {
        type: "mcp",
        server_label: "server",
        server_url: "https://mcp.example.com/mcp",
        allowed_tools: ["find_order"],
      },
      { type: "function", name: "find", parameters: { type: "object" } },
    ]);
    expect(server.requests[0]?.headers["x-ms-oai-image-generation-deployment"]).toBe("my-images");
  });

  it("carries encrypted reasoning without ids where nothing is stored, and leaves out other reasoning", async () => {
    const items = [
      { type: "message", role: "user", content: "One" },
      { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "gAAA" },
      { type: "message", id: "msg_1", role: "assistant", content: [{ type: "output_text", text: "1" }] },
      { type: "reasoning", id: "rs_2", summary: [] },
      { type: "message", id: "msg_2", role: "assistant", content: [{ type: "output_text", text: "2" }] },
    ];
    const inputItems = JSON.stringify(items);
    const idsOf = (body: Record<string, unknown> | undefined) =>
      ((body?.["input"] ?? []) as Array<{ id?: string; type: string }>).map(({ id, type }) => id ?? type);
    const stateless = await sent({ userPrompt, inputItems, responseSettings: { store: "false" } });
    expect(idsOf(stateless)).toEqual(["message", "reasoning", "message", "message", "message"]);
    expect(idsOf(await sent({ userPrompt, inputItems }))).toEqual([
      "message",
      "rs_1",
      "msg_1",
      "rs_2",
      "msg_2",
      "message",
    ]);
    const { warnings } = await ask(
      { userPrompt, inputItems, fallbackModels: ["other"] },
      { body: responseOf([said("x")]) },
    );
    expect(warnings).toEqual(["Earlier reasoning was left out, since a fallback could not read it."]);
    expect(idsOf(bodiesOf(server)[0])).toEqual(Array(4).fill("message"));
  });

  it("raises a limit that is too low, leaves out the seed, and ends the text at a stop sequence", async () => {
    const modelSettings = { maxOutputTokens: "3", seed: "1", stop: ["END"] };
    const { output_text, warnings } = await ask(
      { userPrompt, modelSettings },
      { body: responseOf([said("One. END two.")]) },
    );
    expect(bodiesOf(server)[0]).toEqual({
      model: "gpt-5.4",
      max_output_tokens: 16,
      input: expect.any(Array),
    });
    expect(output_text).toBe("One. ");
    expect(warnings).toEqual([
      expect.stringContaining("Seed was left out"),
      expect.stringContaining("16 at least"),
    ]);
  });
});

describe("what does not go together is refused before anything is sent", () => {
  const output = { type: "function_call_output", call_id: "call_1", output: "x" };
  it.each<[told: string, params: object]>([
    ["User Prompt: it is empty, and so is Input Items (JSON).", {}],
    [
      "Input Items (JSON): item 1 is the result of call_1, and no item is that call.",
      { inputItems: [output] },
    ],
    [
      "Tool Results: result 1 is the result of call_1, and so is item 1.",
      { inputItems: [output], toolResults: [{ key: "call_1", value: "y" }], previousResponseId: "resp_0" },
    ],
    [
      "Background: it is true, and Store is Not at All.",
      { userPrompt, background: "true", responseSettings: { store: "false" } },
    ],
    [
      "Conversation ID: it is filled in, but so is Previous Response ID.",
      { userPrompt, previousResponseId: "resp_0", responseSettings: { conversationId: "conv_1" } },
    ],
    [
      "Search Domains: it is filled in, and Web Search is not.",
      { userPrompt, hostedTools: { searchDomains: ["a.example"] } },
    ],
    [
      "MCP Approval: it is filled in, and MCP Server URL is not.",
      { userPrompt, hostedTools: { mcpApproval: "never" } },
    ],
    [
      "MCP Server URL: it is no https address.",
      { userPrompt, hostedTools: { mcpServer: "http://mcp.example.com" } },
    ],
    ["API: it is Chat Completions", { userPrompt, modelSettings: { apiMode: "chat" } }],
    ["Image Deployment: it is empty.", { userPrompt, hostedTools: { imageGeneration: "true" } }],
    [
      "Tools (JSON): Azure has no tool of this type.",
      { userPrompt, toolSettings: { tools: [{ type: "tool_search" }] } },
    ],
    [
      "Files: a PDF can't be opened together with Code Interpreter on Azure.",
      {
        userPrompt,
        attachments: { files: Buffer.from("%PDF-1.7\n") },
        hostedTools: { codeInterpreter: "true" },
      },
    ],
  ])("%s", async (told, params) => {
    expect(await refusal(params)).toContain(told);
  });

  it("such as a fallback connection beside what one resource keeps", async () => {
    const fallbackConnection = connectionTo(server.url);
    expect(await refusal({ userPrompt, previousResponseId: "resp_0", fallbackConnection })).toContain(
      "Fallback Connection: it is filled in, and the conversation is kept by one resource alone.",
    );
  });
});
