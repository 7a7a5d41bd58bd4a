import type { Extracted } from "../../../src/actions/texts/extraction";
import { failureOf, run, silentLogger } from "../../support/connector";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import { bodyOf, endedBy, startAnswering } from "../records/recordServer";
import { connectionTo } from "../support";

let server: ScriptedServer;
afterEach(() => server.close());

const schema = {
  type: "object",
  properties: {
    number: { type: "string", description: "Of the invoice" },
    total: { type: "number" },
    currency: { type: "string", enum: ["EUR", "CHF"] },
    due: { type: "string", format: "date" },
    buyer: { $ref: "#/$defs/party" },
    items: {
      type: "array",
      items: {
        type: "object",
        properties: { name: { type: "string" }, price: { type: "number" } },
        required: ["name"],
      },
    },
  },
  required: ["number", "total"],
  $defs: { party: { type: "object", properties: { name: { type: "string" } }, required: ["name"] } },
};

const answerSchema = JSON.stringify(schema);

const whole = {
  number: "17",
  total: 48.5,
  currency: "EUR",
  due: "2026-12-24",
  buyer: { name: "Ada" },
  items: [{ name: "Lamp", price: 48.5 }],
};

const start = async (...replies: Array<object | string>): Promise<void> => {
  server = await startAnswering((_body, place) => {
    const reply = replies[Math.min(place, replies.length - 1)] ?? "";
    return typeof reply === "string" || "body" in reply ? (reply as ScriptEntry) : JSON.stringify(reply);
  });
};

const extract = async (given: Record<string, unknown> = {}): Promise<Extracted> =>
  (
    await run("extractData", {
      connection: connectionTo(server.url),
      text: "Invoice 17",
      answerSchema,
      ...given,
    })
  ).data as Extracted;

test("what the service enforces is not said to be beyond it", async () => {
  await start(whole);
  const info = jest.fn();
  const params = { connection: connectionTo(server.url), text: "Invoice 17", answerSchema };
  await run("extractData", params, { logger: { ...silentLogger, info } });
  expect(info.mock.calls.flat().filter((said) => /enforce/.test(said))).toEqual([]);
});

test("each field may be null in what is sent, and has to be there", async () => {
  await start(whole);
  const data = await extract();
  expect(data).toMatchObject({ parsed: whole, missing: [], wasRepaired: false, id: expect.any(String) });
  const { strict, schema: sent } = bodyOf(server.requests[0]).response_format?.json_schema ?? {};
  expect(strict).toBe(true);
  expect(sent).toMatchObject({
    properties: {
      number: { type: ["string", "null"], description: "Of the invoice (null if the text does not say it)" },
      currency: { type: ["string", "null"], enum: ["EUR", "CHF", null] },
      buyer: { anyOf: [{ $ref: "#/$defs/party" }, { type: "null" }] },
      items: {
        anyOf: [
          {
            items: { properties: { price: { type: ["number", "null"] } }, required: ["name", "price"] },
          },
          { type: "null" },
        ],
      },
    },
    required: ["number", "total", "currency", "due", "buyer", "items"],
    additionalProperties: false,
  });
});

test("what the text does not say is null, and told by its path", async () => {
  await start({ ...whole, number: null, buyer: { name: null }, items: [{ name: "Lamp", price: null }] });
  const { parsed, missing } = await extract();
  expect(missing).toEqual(["number", "buyer.name", "items[0].price"]);
  expect(parsed).toMatchObject({ number: null, total: 48.5 });
});

test.each(["N/A", "n/a", "null", " Unknown ", "not stated", "-", ""])(
  "%j is null where no free text is asked for, and stays where it is",
  async (filler) => {
    const nothing = {
      number: filler,
      total: filler,
      currency: filler,
      due: filler,
      buyer: filler,
      items: filler,
    };
    await start(nothing);
    const { parsed, missing } = await extract();
    expect(parsed).toEqual({
      ...{ number: filler, total: null, currency: null, due: null, buyer: null, items: null },
    });
    expect(missing).toEqual(["total", "currency", "due", "buyer", "items"]);
    expect(server.requests).toHaveLength(1);
  },
);

test("what may be absent is null without a further request, and what has to be there is asked for", async () => {
  await start({ number: "17", total: 48.5 });
  expect((await extract()).parsed).toEqual({
    ...{ number: "17", total: 48.5, currency: null, due: null, buyer: null, items: null },
  });
  expect(server.requests).toHaveLength(1);
  await server.close();
  await start({ number: "17" }, whole);
  expect(await extract()).toMatchObject({ parsed: whole, wasRepaired: true, tokens: { input: 6 } });
  expect(String(bodyOf(server.requests[1]).messages.at(-1)?.content)).toContain("total");
});

test("what is there has to fit the schema", async () => {
  await start({ ...whole, total: "48,50" });
  expect((await failureOf(extract())).message).toContain("in another form than the one asked for, and again");
  expect(server.requests).toHaveLength(2);
});

test.each(["", "  ", '{"number":'])("the answer %j is no empty success", async (reply) => {
  await start(reply);
  expect(await failureOf(extract())).toMatchObject({ kind: "unexpectedResponse" });
});

test("an empty list is an answer", async () => {
  await start({ ...whole, items: [] });
  expect(await extract()).toMatchObject({ parsed: { items: [] }, missing: [] });
});

test.each(["reasoning_content", "reasoning"])(
  "an answer in %s counts where there is no other and it has the form",
  async (field) => {
    const hidden = (text: string) => endedBy("stop", { content: "", [field]: text } as { content: string });
    await start(hidden(JSON.stringify(whole)));
    expect((await extract()).parsed).toEqual(whole);
    await server.close();
    await start(hidden('I think {"number": 17}'), whole);
    expect(await extract()).toMatchObject({ parsed: whole, wasRepaired: true });
  },
);

test.each([
  `<think>{"number": "1"}</think>\n${JSON.stringify(whole)}`,
  `\`\`\`json\n${JSON.stringify(whole)}\n\`\`\``,
])("an answer in %j is read", async (reply) => {
  await start(reply);
  expect((await extract()).parsed).toEqual(whole);
});

test("text, files and instructions go to the model", async () => {
  await start(whole);
  await extract({
    instructions: "Dates as 2026-12-24.",
    attachments: {
      files: [{ data: Buffer.from("total: 48.50"), contentType: "text/plain", fileName: "a.txt" }],
    },
  });
  const [system, user] = bodyOf(server.requests[0]).messages;
  expect(String(system?.content)).toContain("Dates as 2026-12-24.");
  // Texts alone are one text: some servers take no parts.
  expect(user?.content).toMatch(/^Invoice 17\n\nThe content of the file "a\.txt"[\s\S]+total: 48\.50/);
});

test("a PDF goes to the model as a part beside the text", async () => {
  await start(whole);
  await extract({ attachments: { files: [{ data: Buffer.from("%PDF-1.7\n"), fileName: "a.pdf" }] } });
  expect(bodyOf(server.requests[0]).messages[1]?.content).toEqual([
    { type: "text", text: "Invoice 17" },
    { type: "file", file: { filename: "a.pdf", file_data: expect.stringMatching(/^data:application\/pdf/) } },
  ]);
});

test.each([
  [{ text: "" }, "Text and Files: both are empty."],
  [{ answerSchema: "" }, "Answer Schema or Example: it is empty."],
  [{ answerSchema: '["a"]' }, "Answer Schema or Example: this is not an object."],
])("%j is refused before anything is sent", async (given, sentence) => {
  await start(whole);
  expect((await failureOf(extract(given))).message).toContain(sentence);
  expect(server.requests).toHaveLength(0);
});
