import { connectionTo } from "../../actions/support";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { capturedLogger, debugContext, failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { type ReceivedRequest, type ScriptedBehavior, sendAnswer } from "../../support/scriptedServer";

const server = useServer();

const redact = {
  ...{ emailAddresses: "true", phoneNumbers: "true", paymentCards: "true", ibans: "true" },
  machineAddresses: "true",
  names: ["Ada Lovelace", "Grace"],
  patterns: ["CUST-\\d{6}", 'nick "[^"]{1,9}"'],
};
const values = [
  "ada@example.com",
  "Ada Lovelace",
  "Grace",
  "CUST-123456",
  "4111 1111 1111 1111",
  "+44 20 7946 0958",
];

/** What the server was sent has none of the values, however they are spelled. */
const expectMasked = (requests: readonly ReceivedRequest[]): void => {
  expect(requests.length).toBeGreaterThan(0);
  for (const { body } of requests)
    for (const value of values) expect(body.toLowerCase()).not.toContain(value.toLowerCase());
};

const bodyOf = (index = 0) => JSON.parse(server.requests[index]?.body ?? "{}");

/** Answers with the last message that it was sent, masked as it is. */
const echo: ScriptedBehavior = ({ body }, response) =>
  sendAnswer(response, chatAnswer(JSON.parse(body).messages.at(-1).content));

interface ChatData {
  output_text: string;
  choices: Array<{ message: { content: string; tool_calls: Array<{ function: object }> } }>;
  warnings: string[];
}

const chat = async (params: Record<string, unknown>, context = {}): Promise<ChatData> => {
  const step = { connection: connectionTo(server.url), redact, ...params };
  return (await run("createChatCompletion", step, context)).data as ChatData;
};

test("an echo comes back as it was sent, and the service sees no value", async () => {
  server.script(echo);
  const userPrompt = `To ${values.join(", ")}, [EMAIL_1] and nick "Duchess"`;
  const { output_text, choices, warnings } = await chat({ systemPrompt: "You help Grace.", userPrompt });
  expect([output_text, choices[0]?.message.content, warnings]).toEqual([userPrompt, userPrompt, []]);
  expectMasked(server.requests);
  expect(bodyOf().messages).toEqual([
    { role: "system", content: "You help [NAME_1]." },
    {
      role: "user",
      content:
        "To [EMAIL_2], [NAME_2], [NAME_1], [PATTERN_1], [CARD_1], [PHONE_1], [EMAIL_1] and [PATTERN_2]",
    },
  ]);
});

test("a value that is spelled in escapes is found in the JSON within a text", async () => {
  server.script(chatAnswer());
  const record =
    '{"who":"\\u0041da Lovelace","by":"\\nGrace \\"G\\"","mail":"ada\\u0040example.com","n":1.50}';
  await chat({ userPrompt: `Read \\ this:\n${record}\nand ${record.slice(0, 20)}` });
  expect(bodyOf().messages[0].content).toBe(
    'Read \\ this:\n{"who":"[NAME_1]","by":"\\n[NAME_2] \\"G\\"","mail":"[EMAIL_1]","n":1.50}\nand {"who":"\\u0041da Lov',
  );
});

test("without rules nothing of a request is changed", async () => {
  server.script(echo);
  const off = { emailAddresses: "false", names: [], patterns: "" };
  for (const given of [off, "", undefined, {}]) await chat({ userPrompt: values.join(), redact: given });
  for (const { body } of server.requests) expect(JSON.parse(body).messages[0].content).toBe(values.join());
});

test("masks names, arguments, parts and answers of tools with one map, and leaves ids, images and roles", async () => {
  server.script(chatAnswer());
  const image =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const { warnings } = await chat({
    redact: { ...redact, names: [...redact.names, "user", "tool"] },
    messages: [
      { role: "user", name: "Grace", content: [{ type: "text", text: "Is Grace in?" }] },
      { role: "user", content: [{ type: "image_url", image_url: { url: image } }] },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: "call_Grace",
            type: "function",
            function: { name: "find_Grace", arguments: '{"who":"Ada\\u0020Lovelace","n":1.50}' },
          },
        ],
      },
      { role: "tool", tool_call_id: "call_Grace", content: '{"mail":"ada\\u0040example.com"}' },
    ],
  });
  expectMasked(
    server.requests.map((request) => ({ ...request, body: request.body.replaceAll("call_Grace", "") })),
  );
  expect(bodyOf().messages).toEqual([
    { role: "user", name: "NAME_1", content: [{ type: "text", text: "Is [NAME_1] in?" }] },
    { role: "user", content: [{ type: "image_url", image_url: { url: image } }] },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: "call_Grace",
          type: "function",
          function: { name: "find_NAME_1", arguments: '{"who":"[NAME_2]","n":1.50}' },
        },
      ],
    },
    { role: "tool", tool_call_id: "call_Grace", content: '{"mail":"[EMAIL_1]"}' },
  ]);
  expect(warnings).toEqual([
    "Redaction: images, sound and documents were sent as they are; texts alone are masked.",
  ]);
});

test("restores tool arguments as JSON, and the names of functions", async () => {
  const toolCall = {
    id: "call_1",
    type: "function",
    function: { name: "greet_NAME_1", arguments: '{"to":"[NAME_1]","as":"[PATTERN_1]"' },
  };
  server.script({
    body: {
      ...(chatAnswer().body as object),
      choices: [
        {
          index: 0,
          finish_reason: "tool_calls",
          message: { role: "assistant", content: null, tool_calls: [toolCall] },
        },
      ],
    },
  });
  const { choices } = await chat({ userPrompt: 'Greet Grace, nick "Amazing".' });
  expect(choices[0]?.message.tool_calls[0]?.function).toEqual({
    name: "greet_Grace",
    arguments: '{"to":"Grace","as":"nick \\"Amazing\\""',
  });
});

test("a mark that came back damaged stays and is told", async () => {
  server.script(chatAnswer("<NAME_1> and [NAME_9] greet [NAME_1]."));
  const { output_text, warnings } = await chat({ userPrompt: "Greet Grace." });
  expect(output_text).toBe("<NAME_1> and [NAME_9] greet Grace.");
  expect(warnings).toEqual([
    "Redaction: the answer has what looks like marks and is none of those sent: <NAME_1>, [NAME_9]. It was left as it is.",
  ]);
});

test("retries, mended requests and fallbacks are masked, and so are logs and errors", async () => {
  const captured = capturedLogger();
  const refusal = (text: string) => ({
    status: 400,
    body: {
      error: {
        message: text,
        type: "invalid_request_error",
        param: "temperature",
        code: "unsupported_parameter",
      },
    },
  });
  server.script(
    errorAnswer(500),
    refusal("Unsupported parameter: 'temperature' is not supported with this model."),
    errorAnswer(404),
    ({ body }, response) =>
      sendAnswer(response, {
        status: 400,
        body: { error: { message: `No: ${JSON.parse(body).messages[0].content}` } },
      }),
  );
  const { message } = await failureOf(
    chat(
      {
        userPrompt: values.join("; "),
        temperature: "0.3",
        fallbackModels: ["other"],
        requestOptions: { retryDelayMS: "0" },
      },
      debugContext(captured),
    ),
  );
  captured.restore();
  expect(message).toContain("No: [EMAIL_1]; [NAME_1]");
  expectMasked(server.requests);
  expect(server.requests).toHaveLength(4);
  for (const value of values) expect([message, captured.text()].join()).not.toContain(value);
});

test("records are asked for with masks, and get values in their form", async () => {
  server.script(({ body }, response) => {
    const { content } = JSON.parse(body).messages.at(-1);
    sendAnswer(
      response,
      chatAnswer(
        JSON.stringify({ who: /\[NAME_\d+\]/.exec(content)?.[0], as: /\[PATTERN_\d+\]/.exec(content)?.[0] }),
      ),
    );
  });
  const { data } = await run("enrichRecords", {
    connection: connectionTo(server.url),
    records: [{ text: 'Grace, nick "Amazing"' }, { text: 'Ada Lovelace, nick "First"' }],
    promptTemplate: "Who? {{text}}",
    answerSchema: '{"who": "x", "as": "y"}',
    redact,
  });
  expect((data as { records: unknown[] }).records).toMatchObject([
    { who: "Grace", as: 'nick "Amazing"' },
    { who: "Ada Lovelace", as: 'nick "First"' },
  ]);
  expectMasked(server.requests);
});

test.each([
  ["createCompletions", { messages: JSON.stringify(values) }],
  ["summarizeText", { textToSummarize: `${values.join(" met ")}.` }],
  ["createChatCompletionBranch", { userPrompt: values.join(" ") }],
  ["classifyText", { text: values.join(" "), categories: [{ key: "Ada Lovelace", value: "Of Grace" }] }],
  ["translateText", { text: `Hello ${values.join(" and ")}.`, targetLanguage: "German" }],
  ["extractData", { text: values.join(" "), answerSchema: '{"Grace": "Ada Lovelace"}' }],
  ["evaluateRecords", { records: [{ answer: values.join(), expected: "Grace" }] }],
])("%s sends no value", async (action, params) => {
  server.script(chatAnswer('{"reason": "It fits.", "score": 1, "verdict": "pass"}'));
  // Whether the answer fits the action does not matter here.
  await Promise.allSettled([run(action, { connection: connectionTo(server.url), redact, ...params })]);
  expectMasked(server.requests);
});

test("prompts are not handed over to a batch, where nothing would be masked", async () => {
  const handedOver = run("createCompletions", {
    connection: connectionTo(server.url),
    messages: '["Hello Grace"]',
    handOver: "true",
    redact,
  });
  expect((await failureOf(handedOver)).message).toBe(
    "Hand Over to Batch: it is true, but a batch has no Redaction. Use one of them.",
  );
  expect(server.requests).toHaveLength(0);
});
