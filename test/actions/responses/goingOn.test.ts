import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { askerOf, bodiesOf, responseOf, said } from "./support";

const server = shareServer();
const ask = askerOf(server);
const userPrompt = "And now?";
const answered = { body: responseOf([said("There.")]) };

/** The only request's body. */
const sent = async (params: object) => {
  await ask(params, answered);
  return bodiesOf(server)[0];
};

const refusal = async (params: object): Promise<string> => {
  server.script();
  const { message } = await failureOf(
    run("createResponse", { connection: connectionTo(server.url), ...params }),
  );
  expect(server.requests).toEqual([]);
  return message;
};

const textCall = { type: "custom_tool_call", call_id: "call_1", name: "sql", input: "select 1" };
const call = { type: "function_call", call_id: "call_2", name: "find", arguments: "{}" };

describe("results of tools", () => {
  it("have the form of their call, and are empty where a tool gave nothing", async () => {
    const body = await sent({
      inputItems: [textCall, call],
      toolResults: [
        { key: "call_1", value: "7" },
        { key: "call_2", value: null },
      ],
    });
    expect(body?.["input"]).toEqual([
      textCall,
      call,
      { type: "custom_tool_call_output", call_id: "call_1", output: "7" },
      { type: "function_call_output", call_id: "call_2", output: "" },
    ]);
  });

  it("are the text of a file, and no words about one", async () => {
    const toolResults = [
      { key: "call_1", value: Buffer.from('{"a": 1}') },
      { key: "call_2", value: { data: Buffer.from("b"), contentType: "text/plain" } },
      { key: "call_3", value: { data: 1 } },
    ];
    expect(await sent({ previousResponseId: "resp_0", toolResults })).toMatchObject({
      input: [{ output: '{"a": 1}' }, { output: "b" }, { output: '{"data":1}' }],
    });
    const image = [{ key: "call_1", value: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }];
    expect(await refusal({ previousResponseId: "resp_0", toolResults: image })).toMatch(
      /^Tool Results: .*PNG/,
    );
  });

  it("need no call where Extra Parameters name what the service keeps", async () => {
    const extraParameters = { previous_response_id: "resp_0" };
    const toolResults = [{ key: "call_2", value: "x" }];
    expect(await sent({ toolResults, modelSettings: { extraParameters } })).toMatchObject({
      previous_response_id: "resp_0",
      input: [{ call_id: "call_2" }],
    });
  });
});

describe("items of an earlier answer", () => {
  it("name nothing that the resource of a fallback connection lacks", async () => {
    const reply = { type: "message", role: "assistant", content: [{ type: "output_text", text: "1" }] };
    const inputItems = [
      { type: "message", role: "user", content: "One" },
      { type: "reasoning", id: "rs_1", summary: [] },
      { ...reply, id: "msg_1" },
    ];
    const fallbackConnection = connectionTo(server.url);
    const { warnings } = await ask({ userPrompt, inputItems, fallbackConnection }, answered);
    expect(bodiesOf(server)[0]?.["input"]).toEqual([
      inputItems[0],
      reply,
      { type: "message", role: "user", content: userPrompt },
    ]);
    expect(warnings).toEqual(["Earlier reasoning was left out, since a fallback could not read it."]);
  });
});

describe("answers to approvals", () => {
  const approvals = [{ key: "mcpr_1", value: "true" }];
  const asked = { type: "mcp_approval_request", id: "mcpr_1", server_label: "s", name: "n", arguments: "{}" };

  it.each<[name: string, params: object]>([
    ["the request is among the items", { inputItems: [asked] }],
    ["the service keeps it", { previousResponseId: "resp_0" }],
  ])("are sent where %s", async (_name, params) => {
    const body = await sent({ hostedTools: { approvals }, ...params });
    expect(body?.["input"]).toContainEqual({
      type: "mcp_approval_response",
      approval_request_id: "mcpr_1",
      approve: true,
    });
  });

  it("are refused where nothing asks for them, and twice", async () => {
    expect(await refusal({ userPrompt, hostedTools: { approvals } })).toContain(
      "Approvals: answer 1 approves or denies mcpr_1, for which no item asks.",
    );
    const given = { type: "mcp_approval_response", approval_request_id: "mcpr_1", approve: false };
    expect(await refusal({ inputItems: [asked, given], hostedTools: { approvals } })).toContain(
      "Approvals: answer 1 is the approval of mcpr_1, and so is item 2.",
    );
  });
});

describe("a conversation that the service keeps", () => {
  const answerForm = { answerSchema: '{"a": 1}' };
  const mended = [{ body: responseOf([said("no JSON")]) }, { body: responseOf([said('{"a": 2}')]) }];

  it("gets the request to mend an answer alone", async () => {
    const params = { userPrompt, answerForm, responseSettings: { conversationId: "conv_1" } };
    expect((await ask(params, ...mended)).parsed).toEqual({ a: 2 });
    const [first, second] = bodiesOf(server).map(({ input }) => input as object[]);
    expect(first).toEqual([{ type: "message", role: "user", content: userPrompt }]);
    expect(second).toEqual([{ role: "user", content: expect.stringContaining("not JSON") }]);
  });

  it("is not needed to go on from a response: all is sent again", async () => {
    await ask({ userPrompt, answerForm, previousResponseId: "resp_0" }, ...mended);
    expect(bodiesOf(server)[1]).toMatchObject({
      previous_response_id: "resp_0",
      input: [{ content: userPrompt }, { role: "assistant", content: "no JSON" }, { role: "user" }],
    });
  });
});

describe("a tool that has to be called", () => {
  const search = { type: "web_search_call", id: "ws_1", status: "completed" };
  const toolChoice = "required";

  it("may be one of the service's own", async () => {
    const params = { userPrompt, hostedTools: { webSearch: "true" }, toolSettings: { toolChoice } };
    expect(await sent(params)).toMatchObject({ tools: [{ type: "web_search" }], tool_choice: "required" });
  });

  it.each<[name: string, tools: object[]]>([
    ["listed as JSON", [{ type: "web_search" }]],
    ["beside a function", [{ type: "web_search" }, { name: "find" }]],
  ])("was called where the service did, %s", async (_name, tools) => {
    const body = responseOf([search, said("There.")]);
    const params = { userPrompt, toolSettings: { tools, toolChoice } };
    expect(await ask(params, { body })).toMatchObject({ outcome: "answered", output_text: "There." });
  });

  it("was not where a function is named, or nothing was called", async () => {
    const tools = [{ type: "web_search" }, { name: "find" }];
    for (const [choice, output] of [
      ["find", [search, said("There.")]],
      ["required", [said("There.")]],
    ]) {
      const failure = failureOf(
        ask({ userPrompt, toolSettings: { tools, toolChoice: choice } }, { body: responseOf(output) }),
      );
      expect((await failure).message).toContain("without the call of a tool that Tool Choice asks for");
    }
  });
});

describe("a tool of the service's own that is listed as JSON", () => {
  it("draws with the deployment that the form names", async () => {
    const tools = [{ type: "image_generation", size: "1024x1024" }];
    const hostedTools = { imageDeployment: "my-images" };
    expect(await sent({ userPrompt, toolSettings: { tools }, hostedTools })).toMatchObject({ tools });
    expect(server.requests[0]?.headers["x-ms-oai-image-generation-deployment"]).toBe("my-images");
  });

  it("opens no PDF on Azure either", async () => {
    const tools = [{ type: "code_interpreter", container: { type: "auto" } }];
    const attachments = { files: Buffer.from("%PDF-1.7\n") };
    expect(await refusal({ userPrompt, toolSettings: { tools }, attachments })).toContain(
      "a PDF can't be opened together with Code Interpreter on Azure.",
    );
  });
});

describe("a secret for a remote server", () => {
  const secrets = ["mcp-Secret/0123456789abc", "hdr-Secret/0123456789abc", "json-Secret/012345678"];
  const [authorization, header, listed] = secrets;
  const server_url = "https://b.example";
  const tool = { type: "mcp", server_label: "b", server_url, headers: { Authorization: `Bearer ${header}` } };
  const params = {
    userPrompt,
    hostedTools: { mcpServer: "https://a.example", mcpAuthorization: authorization },
    toolSettings: { tools: [tool, { ...tool, server_label: "c", authorization: listed }] },
  };

  it("is sent, and not shown where a server repeats it", async () => {
    const body = responseOf([said(`Used ${secrets.join()}`)], { tools: [tool, { authorization }] });
    const shown = JSON.stringify(await ask(params, { body }));
    expect(shown).toContain("Used [redacted]");
    for (const secret of secrets) {
      expect(server.requests[0]?.body).toContain(secret);
      expect(shown).not.toContain(secret);
    }
  });

  it("is in no error", async () => {
    const message = `Invalid authorization ${secrets.join(" ")}.`;
    const failure = failureOf(ask(params, { status: 400, body: { error: { message } } }));
    expect((await failure).message).toContain("Invalid authorization [redacted]");
    for (const secret of secrets) expect((await failure).message).not.toContain(secret);
  });
});

describe("what Azure lacks", () => {
  it("is sent where Extra Parameters have it, and told", async () => {
    const extraParameters = { reasoning: { mode: "pro" }, tools: [{ type: "tool_search" }] };
    const { warnings } = await ask({ userPrompt, modelSettings: { extraParameters } }, answered);
    expect(bodiesOf(server)[0]).toMatchObject(extraParameters);
    expect(warnings).toEqual([
      expect.stringContaining("Extra Parameters: Azure has no tool of this type."),
      expect.stringContaining("Extra Parameters: Azure's reference has neither moderation"),
    ]);
  });

  it("is no matter on OpenAI", async () => {
    server.script(answered);
    const connection = connectionTo(server.url, "openai");
    const extraParameters = { moderation: { model: "omni-moderation-latest" } };
    const { data } = await run("createResponse", {
      connection,
      userPrompt,
      modelSettings: { extraParameters },
    });
    expect(data).toMatchObject({ warnings: [] });
  });
});
