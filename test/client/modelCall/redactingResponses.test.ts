import { createClient } from "../../../src/client/createClient";
import { chatPurpose } from "../../../src/inputs/model";
import { connectionTo } from "../../actions/support";
import { failureOf, silentLogger } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { sendAnswer } from "../../support/scriptedServer";

const server = useServer();

const redact = { emailAddresses: true, names: ["Grace", "Ada", "auto"] };
const mail = "grace@example.com";

const respond = async (body: object) => {
  const connection = connectionTo(server.url);
  const client = createClient(
    { logger: silentLogger },
    { action: "Create Response", connection, modelCall: { redact } },
  );
  const { answer } = await client.withModel("gpt-5.4", chatPurpose, (openai, model) =>
    openai.responses.create({ ...body, model } as Parameters<typeof openai.responses.create>[0]),
  );
  return { answer, sent: JSON.parse(server.requests[0]?.body ?? ""), warnings: client.warnings.list() };
};

const answered = (...output: object[]) => ({
  body: { id: "resp_1", object: "response", status: "completed", model: "gpt-5.4", output },
});

const schema = {
  type: "object",
  properties: { Grace: { type: "string", description: "Of Grace", enum: ["Ada"] }, type: { type: "string" } },
  required: ["Grace", "type"],
};
const maskedSchema = {
  type: "object",
  properties: {
    "[NAME_1]": { type: "string", description: "Of [NAME_1]", enum: ["[NAME_2]"] },
    type: { type: "string" },
  },
  required: ["[NAME_1]", "type"],
};

test("every text of a response's request is masked, and no word or id of the protocol", async () => {
  server.script(answered());
  const { sent } = await respond({
    instructions: "Help Grace.",
    input: [
      { role: "user", content: [{ type: "input_text", text: "I am Ada." }] },
      { type: "function_call", id: "fc_Ada", call_id: "Ada", name: "ask_Ada", arguments: '{"Ada":"Grace"}' },
      { type: "function_call_output", call_id: "Ada", output: "Grace" },
      {
        type: "reasoning",
        id: "rs_1",
        summary: [{ type: "summary_text", text: "Ada asks." }],
        encrypted_content: "Ada",
      },
    ],
    tools: [
      { type: "function", name: "ask_Ada", description: "Asks Ada", parameters: schema, strict: true },
      {
        type: "mcp",
        server_label: "Ada",
        server_url: "https://ada.example/Ada",
        headers: { "x-for": "Ada" },
        require_approval: "never",
      },
      { type: "file_search", vector_store_ids: ["Ada"] },
    ],
    tool_choice: "auto",
    text: { format: { type: "json_schema", name: "Ada", schema } },
    metadata: { Grace: mail, id: "Ada" },
    user: mail,
    prompt: { id: "Ada", version: "1", variables: { type: "Ada" } },
    include: ["Ada"],
    truncation: "auto",
  });
  expect(sent).toEqual({
    model: "gpt-5.4",
    instructions: "Help [NAME_1].",
    input: [
      { role: "user", content: [{ type: "input_text", text: "I am [NAME_2]." }] },
      {
        type: "function_call",
        id: "fc_Ada",
        call_id: "Ada",
        name: "ask_NAME_2",
        arguments: '{"[NAME_2]":"[NAME_1]"}',
      },
      { type: "function_call_output", call_id: "Ada", output: "[NAME_1]" },
      {
        type: "reasoning",
        id: "rs_1",
        summary: [{ type: "summary_text", text: "[NAME_2] asks." }],
        encrypted_content: "Ada",
      },
    ],
    tools: [
      {
        type: "function",
        name: "ask_NAME_2",
        description: "Asks [NAME_2]",
        parameters: maskedSchema,
        strict: true,
      },
      {
        type: "mcp",
        server_label: "Ada",
        server_url: "https://ada.example/Ada",
        headers: { "x-for": "Ada" },
        require_approval: "never",
      },
      { type: "file_search", vector_store_ids: ["Ada"] },
    ],
    tool_choice: "auto",
    text: { format: { type: "json_schema", name: "NAME_2", schema: maskedSchema } },
    metadata: { "[NAME_1]": "[EMAIL_1]", id: "[NAME_2]" },
    user: "[EMAIL_1]",
    prompt: { id: "Ada", version: "1", variables: { type: "[NAME_2]" } },
    include: ["Ada"],
    truncation: "auto",
  });
});

describe("in a conversation that the service keeps", () => {
  const said = (text: string) =>
    answered({ type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text }] });

  test.each([{ previous_response_id: "Ada" }, { conversation: "Ada" }, { conversation: { id: "Ada" } }])(
    "%j, a value has one mark in all requests, which is none of the request that began it",
    async (kept) => {
      const inputs: string[] = [];
      for (const input of [`Write to ${mail}.`, `Who is bob@example.com? Not ${mail}.`]) {
        server.script(said("Not [EMAIL_1]."));
        const { sent, answer, warnings } = await respond({ input, ...kept });
        expect(sent).toMatchObject(kept);
        expect(answer).toMatchObject({ output: [{ content: [{ text: "Not [EMAIL_1]." }] }] });
        expect(warnings).toEqual([expect.stringContaining("none of those sent: [EMAIL_1].")]);
        inputs.push(sent.input);
      }
      const [mark = ""] = /\[EMAIL_\d{9}\]/.exec(inputs[0] ?? "") ?? [];
      expect(inputs[0]).toBe(`Write to ${mark}.`);
      expect(inputs[1]).toMatch(/^Who is \[EMAIL_\d{9}\]\? /);
      expect(inputs[1]?.endsWith(`Not ${mark}.`)).toBe(true);
    },
  );

  test("its marks become values again, and one of an earlier request is told where this one has no values", async () => {
    server.script(({ body }, response) => sendAnswer(response, said(JSON.parse(body).input)));
    const { answer } = await respond({ input: `To ${mail}`, previous_response_id: "resp_1" });
    expect(answer).toMatchObject({ output: [{ content: [{ text: `To ${mail}` }] }] });
    server.script(said("To [EMAIL_1], Dear [NAME]"));
    const { warnings } = await respond({ input: "To whom?", previous_response_id: "resp_1" });
    expect(warnings).toEqual([expect.stringContaining("none of those sent: [EMAIL_1].")]);
  });
});

test("an answer that is read later is not asked for: nothing would put its values back", async () => {
  const failure = await failureOf(respond({ input: `To ${mail}`, background: true }));
  expect(failure.message).toBe(
    "Background: it is true, but an answer that is read later has no Redaction. Use one of them.",
  );
  expect(server.requests).toEqual([]);
});

test("texts, calls of functions and echoes of a response are restored", async () => {
  server.script({
    body: {
      ...answered(
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          content: [{ type: "output_text", text: "To [EMAIL_1]", annotations: [] }],
        },
        {
          type: "function_call",
          id: "fc_1",
          call_id: "c1",
          name: "ask_NAME_1",
          arguments: '{"[NAME_1]":"[EMAIL_1]',
        },
      ).body,
      instructions: "Help [NAME_1].",
      metadata: { "[NAME_1]": "[EMAIL_1]" },
    },
  });
  const { answer, warnings } = await respond({ input: `Grace has ${mail}.` });
  expect(answer).toMatchObject({
    output: [{ content: [{ text: `To ${mail}` }] }, { name: "ask_Grace", arguments: `{"Grace":"${mail}` }],
    instructions: "Help Grace.",
    metadata: { Grace: mail },
  });
  expect(warnings).toEqual([]);
});

test("references and probabilities of an answer fit the restored text", async () => {
  const text = "[NAME_1] and [EMAIL_1]: [NAME_1] wrote in News [NAME_9].";
  const shown = `Grace and ${mail}: Grace wrote in News [NAME_9].`;
  const [start, end] = [text.indexOf("News"), text.indexOf("News") + 4];
  const logprobs = [{ token: "[NAME", logprob: -1, bytes: [91], top_logprobs: [] }];
  const annotations = [
    { type: "url_citation", title: "By Grace", url: "https://n.example", start_index: start, end_index: end },
    { type: "file_citation", file_id: "file-1", filename: "[NAME_1].txt", index: text.length },
    { type: "of_the_future", start_index: 0, end_index: 3, index: null },
    null,
  ];
  server.script(
    answered({ type: "message", content: [{ type: "output_text", text, annotations, logprobs }] }),
  );
  const { answer, warnings } = await respond({ input: `Grace has ${mail}.` });
  const [part] = (answer as unknown as { output: [{ content: [Record<string, unknown>] }] }).output[0]
    .content;
  const place = shown.indexOf("News");
  expect(part).toMatchObject({
    text: shown,
    logprobs,
    annotations: [
      { start_index: place, end_index: place + 4 },
      { index: shown.length, filename: "Grace.txt" },
      { start_index: 0, end_index: 0, index: null },
      null,
    ],
  });
  expect(warnings).toEqual([expect.stringContaining("none of those sent: [NAME_9].")]);
});

test("images that were drawn are sent as they are, and pieces of texts are not", async () => {
  server.script(answered());
  const drawn = { type: "image_generation_call", id: "ig_1", status: "completed", result: "AAA/auto/BBB" };
  const said = { type: "output_text", text: "Grace", logprobs: [{ token: "Gra" }, { token: "ce" }] };
  const { sent, warnings } = await respond({
    input: [drawn, { role: "assistant", content: [said] }],
    top_logprobs: 2,
  });
  expect(sent).toMatchObject({ input: [drawn, {}], top_logprobs: 2 });
  expect(sent.input[1].content).toEqual([{ type: "output_text", text: "[NAME_1]" }]);
  expect(warnings).toEqual([expect.stringContaining("images, sound and documents were sent as they are")]);
});

test.each(["file_id", "file_url", "image_url"])(
  "what %s names is sent as it is, and the step says so",
  async (name) => {
    server.script(answered());
    const { warnings } = await respond({
      input: [{ role: "user", content: [{ type: "input_file", [name]: "https://files.example/a" }] }],
    });
    expect(warnings).toEqual([expect.stringContaining("images, sound and documents were sent as they are")]);
  },
);

test("documents are sent as they are, and the step says so", async () => {
  server.script(answered());
  const file = {
    type: "input_file",
    filename: "Grace.pdf",
    file_data: "data:application/pdf;base64,R3JhY2U=",
  };
  const { sent, warnings } = await respond({ input: [{ role: "user", content: [file] }] });
  expect(sent.input[0].content[0]).toEqual({ ...file, filename: "[NAME_1].pdf" });
  expect(warnings).toEqual([
    "Redaction: images, sound and documents were sent as they are; texts alone are masked.",
  ]);
});

test("a request or an answer that is nested too deep is refused in words", async () => {
  const deep = (levels: number): unknown => (levels === 0 ? "Grace" : [deep(levels - 1)]);
  server.script(answered({ type: "message", content: deep(2000) as object }));
  for (const input of ["Grace", deep(2000)])
    expect((await failureOf(respond({ input }))).message).toContain("nested more than 500 levels deep");
});
