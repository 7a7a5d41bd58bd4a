import { failureOf, run } from "../../support/connector";
import { shareServer, useShortWaits } from "../../support/hooks";
import { connectionTo } from "../support";
import { askerOf, bodiesOf, message, responseOf, said } from "./support";

useShortWaits();
const server = shareServer();
const ask = askerOf(server);
const userPrompt = "Where?";

describe("an answer", () => {
  it("comes out with its text, its items behind the request's, its summary and its tokens", async () => {
    const reasoning = { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Looked." }] };
    const output = [reasoning, said("There.")];
    const data = await ask({ userPrompt }, { body: responseOf(output) });
    expect(data).toMatchObject({
      ...{ output_text: "There.", outcome: "answered", parsed: null, reasoning_summary: "Looked." },
      ...{ items: [{ type: "message", role: "user", content: "Where?" }, ...output], output, warnings: [] },
      tokens: { input: 10, output: 4 },
    });
  });

  it.each<[outcome: string | null, response: object]>([
    ["refused", responseOf([message({ type: "refusal", refusal: "No." })])],
    [
      "truncated",
      responseOf([said("Half")], {
        status: "incomplete",
        incomplete_details: { reason: "max_output_tokens" },
      }),
    ],
    ["filtered", responseOf([], { status: "incomplete", incomplete_details: { reason: "content_filter" } })],
    ["truncated", responseOf([message()])],
    [
      "answered",
      responseOf([{ type: "image_generation_call", id: "ig_1", status: "completed", result: "aGVsbG8=" }]),
    ],
    [
      "toolCall",
      responseOf([
        { type: "mcp_approval_request", id: "mcpr_1", server_label: "s", name: "n", arguments: "{" },
      ]),
    ],
    [null, responseOf([], { status: "queued" })],
    [null, responseOf([], { status: "in_progress" })],
  ])("is %s", async (outcome, body) => {
    expect(await ask({ userPrompt }, { body })).toMatchObject({ outcome });
  });

  it("offers no call of an answer that was cut off, whatever its items say", async () => {
    const half = {
      type: "function_call",
      id: "fc_1",
      call_id: "call_1",
      name: "find",
      arguments: '{"ci',
      status: "completed",
    };
    const body = responseOf([half], {
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
    });
    const asked = { userPrompt, toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(asked, { body })).toMatchObject({
      outcome: "truncated",
      tool_calls: [],
      output: [half],
    });
  });

  it("has calls by their call_id, with arguments parsed and checked, and approvals as data", async () => {
    const called = { type: "function_call", call_id: "call_1", name: "find", arguments: '{"city":"Rome"}' };
    const asked = { userPrompt, toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(asked, { body: responseOf([called]) })).toMatchObject({
      outcome: "toolCall",
      tool_calls: [{ id: "call_1", name: "find", arguments: { city: "Rome" } }],
    });
    const approval = {
      type: "mcp_approval_request",
      id: "mcpr_1",
      server_label: "s",
      name: "n",
      arguments: '{"a":1}',
    };
    expect(await ask({ userPrompt }, { body: responseOf([approval]) })).toMatchObject({
      approvals: [{ id: "mcpr_1", server: "s", tool: "n", arguments: { a: 1 } }],
    });
  });

  it("keeps references of every type as data", async () => {
    const annotations = [
      { type: "url_citation", url: "https://example.com", title: "E", start_index: 1, end_index: 3 },
      { type: "of_the_future", where: [1] },
    ];
    const { citations } = await ask(
      { userPrompt },
      { body: responseOf([said("See.", [...annotations, JSON.parse("null")])]) },
    );
    expect(citations).toMatchObject([
      { type: "url_citation", url: "https://example.com", title: "E", start: 1, end: 3 },
      { type: "of_the_future", url: null, annotation: annotations[1] },
    ]);
  });

  it("is read whatever a server makes of it", async () => {
    const odd = [
      null,
      7,
      { type: "message", content: null },
      { type: "message", content: [null, { text: 4 }] },
      { type: "mcp_approval_request" },
      { type: "reasoning", summary: "x" },
    ];
    expect(await ask({ userPrompt }, { body: responseOf(odd, { usage: null }) })).toMatchObject({
      ...{
        output_text: "",
        outcome: "truncated",
        approvals: [],
        citations: [],
        files: [],
        reasoning_summary: null,
      },
    });
  });

  it("keeps what the step read where a server has fields of the same names", async () => {
    const more = { output_text: null, outcome: 7, warnings: "none", files: {}, items: null, parsed: "x" };
    expect(await ask({ userPrompt }, { body: responseOf([said("There."), null], more) })).toMatchObject({
      ...{ output_text: "There.", outcome: "answered", warnings: [], files: [], parsed: null },
      items: [{ content: userPrompt }, said("There.")],
    });
  });

  it("may have no output and no id as long as it is not ready", async () => {
    const { output: _, id: __, ...body } = responseOf([], { status: "queued", background: true });
    expect(await ask({ userPrompt, background: "true" }, { body })).toMatchObject({
      ...{ status: "queued", outcome: null, output_text: "", items: [{ content: userPrompt }] },
    });
    const failure = failureOf(ask({ userPrompt }, { body: { ...body, status: "completed" } }));
    expect((await failure).message).toContain("lacks what this operation always returns");
  });

  it("warns of another tier than the one asked for, and of servers that failed", async () => {
    const listed = {
      type: "mcp_list_tools",
      server_label: "orders",
      tools: [],
      error: { code: 424, message: "down" },
    };
    const called = { type: "mcp_call", server_label: "orders", name: "find", error: "no such order" };
    const body = responseOf([listed, called, said("x")], { service_tier: "default" });
    const { warnings } = await ask({ userPrompt, responseSettings: { serviceTier: "priority" } }, { body });
    expect(warnings).toEqual([
      "The service answered in the tier default, and not in priority.",
      'The MCP server orders told no tools: {"code":424,"message":"down"}',
      "The MCP server orders failed at find: no such order",
    ]);
  });
});

describe("a form", () => {
  const answerForm = { answerSchema: '{"city": "Rome"}' };

  it("is asked for flat, checked, and asked for once more with what is wrong", async () => {
    const answers = ['{"town": 1}', '{"city": "Arlington"}'].map((text) => ({
      body: responseOf([said(text)]),
    }));
    const data = await ask({ userPrompt, answerForm }, ...answers);
    expect(data).toMatchObject({ parsed: { city: "Arlington" }, tokens: { input: 20, output: 8 } });
    const [first, second] = bodiesOf(server);
    expect(first?.["text"]).toMatchObject({
      format: { type: "json_schema", strict: true, schema: { type: "object" } },
    });
    expect(second?.["input"]).toHaveLength(3);
  });

  it.each<[outcome: string, answer: object]>([
    ["refused", responseOf([message({ type: "refusal", refusal: "No." })])],
    ["toolCall", responseOf([{ type: "function_call", call_id: "call_1", name: "find", arguments: "{}" }])],
    ["truncated", responseOf([said('{"ci')], { status: "incomplete" })],
  ])("is null where the mended answer is %s", async (outcome, body) => {
    const asked = { userPrompt, answerForm, toolSettings: { tools: [{ name: "find" }] } };
    const data = await ask(asked, { body: responseOf([said("Rome")]) }, { body });
    expect(data).toMatchObject({ outcome, parsed: null, tokens: { input: 20 } });
    expect(data.tool_calls).toHaveLength(outcome === "toolCall" ? 1 : 0);
  });

  it("of an answer that was cut off within a call's name is null", async () => {
    const cut = { type: "function_call", call_id: "call_1", name: "fi", arguments: "" };
    const body = responseOf([cut], { status: "incomplete" });
    const asked = { userPrompt, toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(asked, { body })).toMatchObject({ outcome: "truncated", tool_calls: [] });
  });

  it("is null where the answer is another one", async () => {
    const called = { type: "function_call", call_id: "call_1", name: "find", arguments: "{}" };
    const asked = { userPrompt, answerForm, toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(asked, { body: responseOf([called]) })).toMatchObject({
      parsed: null,
      outcome: "toolCall",
    });
  });
});

describe("a failure", () => {
  const failed = (code: string) => ({
    body: responseOf([], { status: "failed", error: { code, message: "It failed." } }),
  });

  it.each([
    ["context_length_exceeded", "rejected"],
    ["invalid_image_format", "rejected"],
    ["server_error", "service"],
    ["vector_store_timeout", "service"],
    ["rate_limit_exceeded", "rateLimited"],
    ["image_content_policy_violation", "contentFiltered"],
  ])("in an answer with status 200 is told as %s would be", async (code, kind) => {
    server.script(failed(code));
    const asked = { connection: connectionTo(server.url), userPrompt, requestOptions: { maxRetries: "0" } };
    expect(await failureOf(run("createResponse", asked))).toMatchObject({ kind, sentence: "It failed." });
  });

  const notFound = (message: string, code: string | null = null) => ({
    status: 400,
    body: { error: { message, type: "invalid_request_error", param: "input", code } },
  });

  it("to find an item that was made moments before passes by itself", async () => {
    const { outcome } = await ask({ userPrompt }, notFound("Item with id 'fc_1' not found."), {
      body: responseOf([said("x")]),
    });
    expect([outcome, server.requests.length]).toEqual(["answered", 2]);
  });

  it.each([
    [notFound("Previous response with id 'resp_0' not found.", "previous_response_not_found"), "for 30 days"],
    [
      notFound("The encrypted content gAAA could not be verified.", "invalid_encrypted_content"),
      "leave the reasoning items out",
    ],
    [{ ...notFound("Error retrieving tool list from MCP server: 's'."), status: 424 }, "MCP Server URL"],
    [notFound("Empty file."), "Interpreter File IDs"],
  ])("says what to do", async (answer, told) => {
    server.script(answer);
    const { message: text } = await failureOf(
      run("createResponse", { connection: connectionTo(server.url), userPrompt }),
    );
    expect(text).toContain(told);
    expect(server.requests).toHaveLength(1);
  });
});
