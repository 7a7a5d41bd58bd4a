import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { ask, call, chatPath } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const textOf = async (content: string, fields: Record<string, unknown> = {}): Promise<string> => {
  const { body } = await call(endpoint, chatPath, ask(content, fields));
  return body.choices[0].message.content;
};

const harbour =
  "The harbour of Rotterdam is the largest in Europe. It handles ships from all over the world. " +
  "Workers unload containers day and night. In 1962 the harbour became the busiest in the world. " +
  "Today the harbour invests in clean energy. Ships can charge at the quay. " +
  "Visitors take boat tours on Sundays. The tours are cheap and leave every hour.";

describe("the shape of an answer", () => {
  test("usage is counted with the tokenizer, 3 for each message and 3 more", async () => {
    const { body } = await call(endpoint, chatPath, ask("hello world"));
    expect(body.usage.prompt_tokens).toBe(3 + 3 + 1 + 2);
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    expect(body.usage).toMatchObject({
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    });
  });

  test("Azure annotates prompt and choices, OpenAI does not", async () => {
    const azure = await call(endpoint, chatPath, ask("hi"));
    const openai = await call(endpoint, "/v1/chat/completions", ask("hi"));
    expect(azure.body.prompt_filter_results[0].content_filter_results.hate.filtered).toBe(false);
    expect(azure.body.choices[0].content_filter_results.violence.severity).toBe("safe");
    expect(openai.body.prompt_filter_results).toBeUndefined();
    expect(openai.body.choices[0].content_filter_results).toBeUndefined();
  });

  test("the same prompt gets the same answer, another seed another one", async () => {
    const first = await textOf("Tell me about tea", { seed: 1 });
    expect(await textOf("Tell me about tea", { seed: 1 })).toBe(first);
    expect(await textOf("Tell me about tea", { seed: 2 })).not.toBe(first);
  });

  test("128 choices all differ", async () => {
    const { body } = await call(endpoint, chatPath, ask("Tell me about tea", { n: 128 }));
    const texts = body.choices.map(({ message }: { message: { content: string } }) => message.content);
    expect(new Set(texts).size).toBe(128);
  });

  test("max_completion_tokens cuts the answer and says so", async () => {
    const { body } = await call(endpoint, chatPath, ask("Tell me about tea", { max_completion_tokens: 3 }));
    expect(body.choices[0].finish_reason).toBe("length");
    expect(body.usage.completion_tokens).toBe(3);
  });

  test("a word as long as a file is counted, in time that grows with its length alone", async () => {
    const { body } = await call(endpoint, chatPath, ask("a".repeat(1_000_000)));
    expect(body.usage.prompt_tokens).toBeGreaterThan(100_000);
  });

  test("a stop sequence ends the answer before it", async () => {
    const whole = await textOf("Tell me about tea");
    expect(await textOf("Tell me about tea", { stop: [" tea"] })).toBe(whole.slice(0, whole.indexOf(" tea")));
  });
});

describe("answers that depend on the prompt", () => {
  test.each([
    ["What is 6 times 7?", "42"],
    ["What is 2 + 3 * (4 - 1)?", "11"],
    ["Calculate 1,000 / 8", "125"],
    ["7x8", "56"],
    ["How much is 0.1 plus 0.2?", "0.3"],
  ])("%s is %s", async (question, answer) => {
    expect(await textOf(question)).toBe(answer);
  });

  test.each(["My number is 06-1234, what is yours?", "Explain the 2024-10-21 release?"])(
    "%s is no sum",
    async (question) => {
      expect(await textOf(question)).not.toMatch(/^-?\d+$/);
    },
  );

  test("a summary has as many sentences as asked for, each from the text", async () => {
    const messages = [
      { role: "system", content: "Summarize the text in two sentences." },
      { role: "user", content: harbour },
    ];
    const summary = await textOf("", { messages });
    const sentences = summary.split(/(?<=\.) /);
    expect(sentences).toHaveLength(2);
    for (const sentence of sentences) expect(harbour).toContain(sentence);
  });

  test("a summary comes as bullet points when asked for", async () => {
    const summary = await textOf(`Summarize the following text in 3 bullet points:\n\n${harbour}`);
    expect(summary.split("\n")).toHaveLength(3);
    expect(summary).toMatch(/^- The harbour/);
  });

  test("a summary keeps to a number of words", async () => {
    const summary = await textOf(`${harbour}\n\nTL;DR in 12 words`);
    expect(summary.split(/\s+/).length).toBeLessThanOrEqual(12);
  });

  test("two summaries of one text differ", async () => {
    const { body } = await call(endpoint, chatPath, ask(`Please summarize this: ${harbour}`, { n: 2 }));
    const [first, second] = body.choices;
    expect(first.message.content).not.toBe(second.message.content);
    expect(first.message.content).not.toContain("summarize");
  });

  test("a classification picks one of the labels", async () => {
    const question = "Classify the sentiment as positive, negative or neutral: I love it, it works";
    expect(await textOf(question)).toBe("positive");
    expect(await textOf(question.replace("love it, it works", "hate it, broken"))).toBe("negative");
  });

  test("json_object gives JSON", async () => {
    const text = await textOf("Tell me about tea in json", { response_format: { type: "json_object" } });
    expect(JSON.parse(text)).toHaveProperty("answer");
  });

  test("json_schema gives JSON of that schema, with what the prompt names", async () => {
    const schema = {
      type: "object",
      properties: {
        quantity: { type: "integer" },
        price: { type: "number" },
        email: { type: "string" },
        color: { type: "string", enum: ["blue", "red"] },
        tags: { type: "array", items: { type: "string" }, minItems: 3 },
        parent: { $ref: "#/$defs/node" },
        note: { anyOf: [{ type: "null" }, { type: "string" }] },
      },
      required: ["quantity", "price", "email", "color", "tags", "parent", "note"],
      additionalProperties: false,
      $defs: { node: { type: "object", properties: { isLeaf: { type: "boolean" } }, required: ["isLeaf"] } },
    };
    const text = await textOf("Extract the order: 3 red chairs for bob@acme.com at 49.50", {
      response_format: { type: "json_schema", json_schema: { name: "order", strict: false, schema } },
    });
    expect(JSON.parse(text)).toEqual({
      quantity: 3,
      price: 49.5,
      email: "bob@acme.com",
      color: "red",
      tags: [expect.any(String), expect.any(String), expect.any(String)],
      parent: { isLeaf: expect.any(Boolean) },
      note: expect.any(String),
    });
  });

  test("a schema that refers to itself comes to an end", async () => {
    const schema = {
      type: "object",
      properties: {
        child: { anyOf: [{ $ref: "#" }, { type: "null" }] },
        items: { type: "array", items: { $ref: "#" } },
      },
    };
    const text = await textOf("Draw a tree", {
      response_format: { type: "json_schema", json_schema: { name: "tree", schema } },
    });
    expect(JSON.parse(text)).toHaveProperty("child");
  });

  test("a required tool is called with arguments of its schema", async () => {
    const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const { body } = await call(
      endpoint,
      chatPath,
      ask("Weather?", {
        tools: [{ type: "function", function: { name: "getWeather", parameters } }],
        tool_choice: "required",
      }),
    );
    const [choice] = body.choices;
    expect([choice.finish_reason, choice.message.content]).toEqual(["tool_calls", null]);
    expect(choice.message.tool_calls[0].function.name).toBe("getWeather");
    expect(JSON.parse(choice.message.tool_calls[0].function.arguments)).toHaveProperty("city");
  });
});

describe("what the service refuses", () => {
  test.each([
    [{ messages: undefined }, "messages", "missing_required_parameter"],
    [{ model: undefined }, "model", "missing_required_parameter"],
    [{ messages: [] }, "messages", "empty_array"],
    [{ messages: [{ role: "robot", content: "hi" }] }, "messages[0].role", "invalid_value"],
    [{ messages: [{ role: "user" }] }, "messages[0].content", "missing_required_parameter"],
    [{ n: 0 }, "n", "integer_below_min_value"],
    [{ n: 129 }, "n", "integer_above_max_value"],
    [{ n: 1.5 }, "n", "invalid_type"],
    [{ temperature: 2.1 }, "temperature", "decimal_above_max_value"],
    [{ temperature: -0.1 }, "temperature", "decimal_below_min_value"],
    [{ stop: ["a", "b", "c", "d", "e"] }, "stop", "array_above_max_length"],
    [{ max_tokens: 10 }, "max_tokens", "unsupported_parameter"],
  ])("%j is refused with param %s and code %s", async (fields, param, code) => {
    const { status, body } = await call(endpoint, chatPath, ask("hi", fields));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "invalid_request_error", param, code });
  });

  test("chat with an embeddings model is not supported", async () => {
    const { status, body } = await call(endpoint, chatPath, ask("hi", { model: "text-embedding-3-small" }));
    expect([status, body.error.code]).toEqual([400, "OperationNotSupported"]);
  });

  test("a prompt with the forbidden word is stopped by the content filter", async () => {
    const { status, body } = await call(endpoint, chatPath, ask("this is forbidden-content"));
    expect([status, body.error.code]).toEqual([400, "content_filter"]);
    expect(body.error.innererror.content_filter_result.violence.filtered).toBe(true);
  });

  test("an answer can be cut by the content filter", async () => {
    const { status, body } = await call(endpoint, chatPath, ask("give me filtered-output"));
    expect([status, body.choices[0].finish_reason]).toEqual([200, "content_filter"]);
  });

  test("a prompt far beyond the context is not counted to its end", async () => {
    const words = Array.from({ length: 3_000_000 }, (_, index) => `${index}`).join(" ");
    const { status, body } = await call(endpoint, chatPath, ask(words));
    expect([status, body.error.code]).toEqual([400, "context_length_exceeded"]);
    expect(Number(/in (\d+) tokens/.exec(body.error.message)?.[1])).toBeLessThan(2_000_000);
  });

  test("a prompt beyond the context is refused", async () => {
    const { status, body } = await call(endpoint, chatPath, ask("word ".repeat(1_000_001)));
    expect([status, body.error.code, body.error.param]).toEqual([400, "context_length_exceeded", "messages"]);
  });
});
