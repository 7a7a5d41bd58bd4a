import { chatToResponse } from "../../../src/client/modelCall/goingOver/chatToResponse";
import { onlyInChat } from "../../../src/client/modelCall/goingOver/onlyInChat";

const converted = (body: object) => chatToResponse({ model: "m", messages: [], ...body });

describe("a chat request as one of the Responses API", () => {
  test("has its messages in their order, each in the form of that API", () => {
    const messages = [
      { role: "system", content: "Be brief." },
      { role: "developer", content: [{ type: "text", text: "And kind." }] },
      {
        role: "user",
        name: "ada",
        content: [
          { type: "text", text: "Look" },
          { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "low" } },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA" } },
          { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,AA" } },
          { type: "file", file: { file_data: "data:application/pdf;base64,BB" } },
          { type: "file", file: { file_id: "file-1" } },
        ],
      },
      {
        role: "assistant",
        content: "Let me look.",
        refusal: null,
        reasoning_content: "hm",
        tool_calls: [
          { id: "call_1", type: "function", function: { name: "look", arguments: "" } },
          { id: "call_2", type: "custom", custom: { name: "sql", input: "SELECT 1" } },
        ],
      },
      { role: "tool", tool_call_id: "call_1", content: "" },
      { role: "tool", tool_call_id: "call_2", content: [{ type: "text", text: "1" }] },
      { role: "assistant", content: null, refusal: "I can't." },
      { role: "assistant", content: null },
    ];
    const { body, warnings } = converted({ messages });
    expect(body).toEqual({
      model: "m",
      store: false,
      input: [
        { role: "system", content: "Be brief." },
        { role: "developer", content: [{ type: "input_text", text: "And kind." }] },
        {
          role: "user",
          content: [
            { type: "input_text", text: "Look" },
            { type: "input_image", image_url: "https://example.com/a.png", detail: "low" },
            { type: "input_image", image_url: "data:image/png;base64,AA", detail: "auto" },
            { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,AA" },
            { type: "input_file", filename: "file", file_data: "data:application/pdf;base64,BB" },
            { type: "input_file", file_id: "file-1" },
          ],
        },
        { role: "assistant", content: "Let me look." },
        { type: "function_call", call_id: "call_1", name: "look", arguments: "" },
        { type: "custom_tool_call", call_id: "call_2", name: "sql", input: "SELECT 1" },
        { type: "function_call_output", call_id: "call_1", output: "" },
        { type: "custom_tool_call_output", call_id: "call_2", output: "1" },
        { role: "assistant", content: "I can't." },
      ],
    });
    expect(warnings).toEqual(["The Responses API has no name (of messages): left out."]);
  });

  test.each<[what: string, asked: object, sent: object]>([
    ["no empty list of tools", { tools: [] }, {}],
    [
      "tools",
      {
        tools: [
          {
            type: "function",
            function: { name: "a", description: "b", strict: true, parameters: { type: "object" } },
          },
        ],
      },
      {
        tools: [
          { type: "function", name: "a", description: "b", strict: true, parameters: { type: "object" } },
        ],
      },
    ],
    [
      "tools without parameters",
      { tools: [{ type: "function", function: { name: "a" } }] },
      {
        tools: [
          { type: "function", name: "a", strict: false, parameters: { type: "object", properties: {} } },
        ],
      },
    ],
    [
      "tools of other kinds",
      {
        tools: [
          {
            type: "custom",
            custom: {
              name: "sql",
              format: { type: "grammar", grammar: { syntax: "lark", definition: "x" } },
            },
          },
          { type: "web_search" },
        ],
      },
      {
        tools: [
          { type: "custom", name: "sql", format: { type: "grammar", syntax: "lark", definition: "x" } },
          { type: "web_search" },
        ],
      },
    ],
    ["a choice of tools", { tool_choice: "required" }, { tool_choice: "required" }],
    [
      "a named tool",
      { tool_choice: { type: "function", function: { name: "a" } } },
      { tool_choice: { type: "function", name: "a" } },
    ],
    [
      "allowed tools",
      {
        tool_choice: {
          type: "allowed_tools",
          allowed_tools: { mode: "auto", tools: [{ type: "function", function: { name: "a" } }] },
        },
      },
      { tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "a" }] } },
    ],
    [
      "settings of that API, which win",
      {
        ...{ response_format: { type: "json_object" }, verbosity: "low", reasoning_effort: "low" },
        ...{ text: { verbosity: "high" }, reasoning: { effort: "high", summary: "auto" } },
      },
      {
        text: { format: { type: "json_object" }, verbosity: "high" },
        reasoning: { effort: "high", summary: "auto" },
      },
    ],
    [
      "a form and verbosity",
      {
        response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema: {} } },
        verbosity: "low",
      },
      {
        text: { format: { type: "json_schema", name: "answer", strict: true, schema: {} }, verbosity: "low" },
      },
    ],
    ["JSON", { response_format: { type: "json_object" } }, { text: { format: { type: "json_object" } } }],
    [
      "effort",
      { reasoning_effort: "low", reasoning: { summary: "auto" } },
      { reasoning: { effort: "low", summary: "auto" } },
    ],
    ["limits", { max_completion_tokens: 100 }, { max_output_tokens: 100 }],
    ["older limits", { max_tokens: 100 }, { max_output_tokens: 100 }],
    [
      "logprobs",
      { logprobs: true, top_logprobs: 2 },
      { include: ["message.output_text.logprobs"], top_logprobs: 2 },
    ],
    [
      "storing where it is asked for",
      { store: true, metadata: { a: "b" } },
      { store: true, metadata: { a: "b" } },
    ],
    [
      "what is the same in both, extra parameters as well",
      {
        temperature: 0,
        top_p: 1,
        user: "u",
        service_tier: "flex",
        parallel_tool_calls: false,
        truncation: "auto",
      },
      {
        temperature: 0,
        top_p: 1,
        user: "u",
        service_tier: "flex",
        parallel_tool_calls: false,
        truncation: "auto",
      },
    ],
    [
      "nothing of null",
      { tools: null, stop: null, n: null, seed: null, max_tokens: null, temperature: null },
      {},
    ],
    [
      "no stops, one choice, no mode of text",
      { stop: ["END"], n: 1, modalities: ["text"], stream_options: {} },
      {},
    ],
  ])("has %s", (_what, asked, sent) => {
    expect(converted(asked)).toEqual({
      body: { model: "m", store: false, input: [], ...sent },
      warnings: [],
    });
  });

  test("tells what it leaves out or raises", () => {
    const { body, warnings } = converted({ seed: 0, frequency_penalty: 1, max_completion_tokens: 5 });
    expect(body).toEqual({ model: "m", store: false, input: [], max_output_tokens: 16 });
    expect(warnings).toEqual([
      "The Responses API has no seed, frequency_penalty: left out.",
      "Max Output Tokens was raised from 5 to 16, the least of the Responses API.",
    ]);
  });

  test.each<[object, string | undefined]>([
    [{ n: 2 }, "several choices (n)"],
    [{ modalities: ["text", "audio"] }, "spoken answers (modalities)"],
    [{ web_search_options: {} }, "web_search_options"],
    [{ data_sources: [] }, "data_sources"],
    [{ messages: [{ role: "assistant", audio: { id: "a" } }] }, "sound (messages[0].audio)"],
    [{ messages: [{}, { role: "function", name: "a", content: "" }] }, "functions (messages[1])"],
    [
      { messages: [{ role: "user", content: [{}, { type: "input_audio" }] }] },
      "sound (messages[0].content[1])",
    ],
    [{ n: 1, modalities: ["text"], functions: null, messages: "?" }, undefined],
  ])("is not made of %j", (body, part) => {
    expect(onlyInChat(body as Record<string, unknown>)).toBe(part);
  });

  test.each([null, "", 5, [], [null, 5, []], [{ role: "user", content: [null, 5, { type: 5 }] }]])(
    "is made of strange messages: %j",
    (messages) => {
      expect(converted({ messages }).body).toHaveProperty("input");
    },
  );
});
