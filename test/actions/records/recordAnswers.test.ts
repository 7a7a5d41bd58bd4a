import { errorAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { sampleImages } from "../../support/sampleImages";
import type { ScriptedServer } from "../../support/scriptedServer";
import { bodyOf, type ChatBody, endedBy, enrich, startAnswering } from "./recordServer";

let server: ScriptedServer;
afterEach(() => server.close());

const answerWith = async (
  ...replies: Array<ReturnType<Parameters<typeof startAnswering>[0]>>
): Promise<void> => {
  server = await startAnswering((_body, place) => replies[Math.min(place, replies.length - 1)] ?? "");
};

const answerSchema = { sentiment: "positive", score: 0.5 };
const good = '{"sentiment":"bad","score":0.25}';
const records = [{ word: "one", id: 7 }];

describe("answers with a schema", () => {
  test("are asked for by it, and their properties go into the record", async () => {
    await answerWith(good);
    const data = await enrich(server, { records, answerSchema });
    expect(bodyOf(server.requests[0]).response_format).toEqual({
      type: "json_schema",
      json_schema: {
        name: "answer",
        strict: true,
        schema: {
          type: "object",
          properties: { sentiment: { type: "string" }, score: { type: "number" } },
          required: ["sentiment", "score"],
          additionalProperties: false,
        },
      },
    });
    expect(data.records).toEqual([{ word: "one", id: 7, sentiment: "bad", score: 0.25 }]);
    expect(data.results[0]).toMatchObject({
      answer: { sentiment: "bad", score: 0.25 },
      output_text: good,
      wasRepaired: false,
    });
  });

  test("go into one property where that is wanted", async () => {
    await answerWith(good);
    const data = await enrich(server, { records, answerSchema, outputField: "review" });
    expect(data.records).toEqual([{ word: "one", id: 7, review: { sentiment: "bad", score: 0.25 } }]);
  });

  test("replace properties where that is allowed", async () => {
    await answerWith(good);
    const data = await enrich(server, {
      records: [{ word: "one", score: 9 }],
      answerSchema,
      recordSettings: { overwriteFields: "true" },
    });
    expect(data.records).toEqual([{ word: "one", score: 0.25, sentiment: "bad" }]);
  });

  test("replace nothing by a property that the schema does not name", async () => {
    await answerWith('{"sentiment":"bad","word":"changed","__proto__":{"polluted":1}}');
    const open = { type: "object", properties: { sentiment: { type: "string" } }, required: ["sentiment"] };
    const data = await enrich(server, { records, answerSchema: { ...open, additionalProperties: true } });
    expect(bodyOf(server.requests[0]).response_format?.json_schema?.strict).toBe(false);
    expect(data.records[0]).toMatchObject({ word: "one", id: 7, sentiment: "bad" });
    expect(data.results[0]?.answer).toMatchObject({ word: "changed" });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("may be in a code fence", async () => {
    await answerWith(`\`\`\`json\n${good}\n\`\`\``);
    expect((await enrich(server, { records, answerSchema })).counts.succeeded).toBe(1);
  });

  test.each([
    ["json_object", { type: "json_object" }],
    ["prompt", undefined],
  ])("are asked for by the prompt with %s", async (answerFormat, responseFormat) => {
    await answerWith(good);
    await enrich(server, {
      records,
      answerSchema,
      recordSettings: { answerFormat },
      systemPrompt: "Be brief.",
    });
    const { messages, response_format } = bodyOf(server.requests[0]);
    expect(response_format).toEqual(responseFormat);
    expect(messages.map(({ role }) => role)).toEqual(["system", "system", "user"]);
    expect(messages[0]?.content).toMatch(/one JSON object.*JSON schema: \{"type":"object".*"sentiment"/);
  });

  test("that the model can't give say what to choose", async () => {
    const refusal =
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.";
    await answerWith({
      ...errorAnswer(400),
      body: { error: { message: refusal, param: "response_format" } },
    });
    const { message } = await failureOf(enrich(server, { records, answerSchema }));
    expect(message).toContain(refusal);
    expect(message).toMatch(
      /choose JSON or Prompt Alone where the step has an Answer Format\. Tried: The form of the answer stands in the prompt/,
    );
  });
});

describe("an answer in another form", () => {
  test("is asked for once more, with what was wrong", async () => {
    await answerWith('{"sentiment":5}', good);
    const data = await enrich(server, { records, answerSchema });
    const [first, second] = server.requests.map((request) => bodyOf(request)) as [ChatBody, ChatBody];
    expect(second.messages).toEqual([
      ...first.messages,
      { role: "assistant", content: '{"sentiment":5}' },
      {
        role: "user",
        content: expect.stringContaining('- Instance does not have required property "score".'),
      },
    ]);
    expect(second.messages[2]?.content).toContain('- sentiment: Instance type "number" is invalid.');
    expect(second.response_format).toEqual(first.response_format);
    expect(data.records).toEqual([{ word: "one", id: 7, sentiment: "bad", score: 0.25 }]);
    expect(data.results[0]).toMatchObject({
      wasRepaired: true,
      usage: { prompt_tokens: 6, completion_tokens: 2, total_tokens: 8 },
    });
    expect(data.counts.repaired).toBe(1);
  });

  test("is checked against what the service does not know", async () => {
    const full = {
      type: "object",
      properties: { score: { type: "number", maximum: 1 } },
      required: ["score"],
    };
    await answerWith('{"score":2}', '{"score":0.5}');
    const data = await enrich(server, { records, answerSchema: full });
    expect(bodyOf(server.requests[0]).response_format?.json_schema?.schema).toMatchObject({
      properties: { score: { type: "number", description: "It has to keep to: maximum 1" } },
    });
    expect(data.records).toEqual([{ word: "one", id: 7, score: 0.5 }]);
    expect(server.requests).toHaveLength(2);
  });

  test("and then in another again is an error, with its last text", async () => {
    await answerWith("no", '["nor this"]');
    const data = await enrich(server, { records, answerSchema });
    expect(server.requests).toHaveLength(2);
    expect(data.records).toEqual(records);
    expect(data.results[0]).toMatchObject({
      status: "failed",
      answer: null,
      output_text: '["nor this"]',
      wasRepaired: false,
      error: {
        message: expect.stringMatching(
          /in another form than the one asked for, and again .*not a JSON object\.$/,
        ),
      },
    });
    expect(data.usage.total_tokens).toBe(8);
  });

  test("that can't be mended for another reason has that error, and what it used", async () => {
    await answerWith("no", endedBy("length", { content: "{" }));
    const data = await enrich(server, { records, answerSchema });
    expect(data.results[0]?.error?.message).toMatch(/cut off at its greatest length/);
    expect(data.results[0]?.output_text).toBe("{");
    expect(data.usage.total_tokens).toBe(8);
  });
});

describe("images", () => {
  const { png } = sampleImages;
  const url = `data:image/png;base64,${png.toString("base64")}`;

  test("are shown behind the prompt, in the order of the fields", async () => {
    await answerWith("fine");
    await enrich(server, {
      records: [{ word: "one", photo: "https://example.com/a.png", files: [png, { data: png }, url] }],
      images: { imageFields: ["files", "photo"], imageDetail: "low" },
    });
    expect(bodyOf(server.requests[0]).messages).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "Say one" },
          ...[url, url, url, "https://example.com/a.png"].map((image) => ({
            type: "image_url",
            image_url: { url: image, detail: "low" },
          })),
        ],
      },
    ]);
  });

  test("are 50 of a record at most", async () => {
    await answerWith("fine");
    const photos = Array.from({ length: 51 }, () => "https://example.com/a.png");
    await expect(
      enrich(server, { records: [{ word: "a", photos }], images: { imageFields: ["photos"] } }),
    ).rejects.toThrow("Image Fields: record 1 has 51 images. A request may show 50 at most.");
    expect(server.requests).toEqual([]);
  });
});
