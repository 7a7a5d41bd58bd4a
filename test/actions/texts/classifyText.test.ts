import type { Classifications } from "../../../src/actions/texts/classifications";
import { failureOf, run } from "../../support/connector";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import { bodyOf, type ChatBody, endedBy, startAnswering } from "../records/recordServer";
import { connectionTo } from "../support";

let server: ScriptedServer;
afterEach(() => server.close());

const categories = [
  { key: "Sales, new", value: "Orders and offers" },
  { key: "Lost luggage", value: "Bags that did not arrive" },
];

const choice = (category: unknown, confidence: unknown = 0.8): string =>
  JSON.stringify({ reason: "It says so.", category, confidence });

type Reply = string | ScriptEntry;

const start = async (reply: (body: ChatBody, place: number) => Reply): Promise<void> => {
  server = await startAnswering(reply);
};

const startWith = (...replies: Reply[]): Promise<void> =>
  start((_body, place) => replies[Math.min(place, replies.length - 1)] ?? "");

const classify = async (given: Record<string, unknown>): Promise<Classifications> =>
  (await run("classifyText", { connection: connectionTo(server.url), categories, ...given }))
    .data as Classifications;

test("the ids of the categories are offered, and the name comes out", async () => {
  await startWith(choice("c2"));
  const data = await classify({ text: "Where is my bag?" });
  const [request] = server.requests;
  expect(bodyOf(request).response_format?.json_schema?.schema).toMatchObject({
    properties: { category: { type: "string", enum: ["c1", "c2", "none"] } },
  });
  expect(bodyOf(request).messages.at(-1)).toEqual({ role: "user", content: "Where is my bag?" });
  expect(String(bodyOf(request).messages[0]?.content)).toContain(
    '{"id":"c1","name":"Sales, new","description":"Orders and offers"}',
  );
  expect(data).toMatchObject({
    category: "Lost luggage",
    categories: ["Lost luggage"],
    reason: "It says so.",
    confidence: 0.8,
    counts: { total: 1, succeeded: 1, failed: 0, remaining: 0 },
    warning: null,
  });
});

test("rules of the builder go to the model", async () => {
  await startWith(choice("c1"));
  await classify({ text: "Five chairs, please.", instructions: "An order is Sales." });
  expect(String(bodyOf(server.requests[0]).messages[0]?.content)).toContain("An order is Sales.");
});

test("several categories come out once each, the best first", async () => {
  await startWith(JSON.stringify({ reason: "Both.", categories: ["c2", "c1", "c2"], confidence: null }));
  const data = await classify({ text: "My bag is gone: send a new one.", mostCategories: "3" });
  expect(data.categories).toEqual(["Lost luggage", "Sales, new"]);
  expect(data).toMatchObject({ category: "Lost luggage", confidence: null });
});

test("of more categories than were asked for, the first come out", async () => {
  await startWith(JSON.stringify({ reason: "All.", categories: ["c3", "c1", "c3", "c2"], confidence: 1 }));
  const three = [...categories, { key: "Praise", value: "" }];
  const { categories: found, results } = await classify({
    ...{ text: "x", categories: three, mostCategories: "2" },
  });
  expect(found).toEqual(["Praise", "Sales, new"]);
  expect(results[0]).toMatchObject({ wasRepaired: false });
});

test.each<[what: string, answer: object, expected: object]>([
  ["a name in place of its id", { category: "Sales, new" }, { category: "Sales, new", reason: null }],
  ["Else in place of none", { category: "Else", reason: "r" }, { category: "Else", categories: [] }],
  ["a confidence in percent", { category: "c1", confidence: 95 }, { confidence: null }],
  ["a confidence in words", { category: "c1", confidence: "high" }, { confidence: null }],
  ["a property of its own", { category: "c1", confidence: 1, language: "en" }, { confidence: 1 }],
])("a choice counts with %s, where no server enforces the form", async (_what, answer, expected) => {
  await startWith(JSON.stringify(answer));
  const data = await classify({ text: "Five chairs." });
  expect(data).toMatchObject({ category: "Sales, new", ...expected, warnings: [] });
  expect(server.requests).toHaveLength(1);
});

test.each<[given: unknown, found: string[]]>([
  [
    ["Lost luggage", "c1"],
    ["Lost luggage", "Sales, new"],
  ],
  [["none"], []],
  ["Lost luggage", ["Lost luggage"]],
  [[], []],
])("the choice of several, %j, counts", async (given, found) => {
  await startWith(JSON.stringify({ reason: "r", categories: given, confidence: 1 }));
  const data = await classify({ text: "x", mostCategories: "2" });
  expect(data).toMatchObject({ categories: found, category: found[0] ?? "Else" });
  expect(server.requests).toHaveLength(1);
});

test("none is Else", async () => {
  await startWith(choice("none", 0.4));
  expect(await classify({ text: "Nice weather." })).toMatchObject({
    category: "Else",
    categories: [],
    confidence: 0.4,
  });
});

test.each(["lost luggage", "Lost luggage.", "c3", "C2", " c2", "", null, ["c2"], 7])(
  "a category that was not offered, %j, is asked for once more",
  async (wrong) => {
    await startWith(choice(wrong), choice("c2"));
    const data = await classify({ text: "Where is my bag?" });
    expect(data.category).toBe("Lost luggage");
    expect(data.results[0]).toMatchObject({ wasRepaired: true, status: "succeeded" });
    expect(String(bodyOf(server.requests[1]).messages.at(-1)?.content)).toContain("category");
  },
);

test.each([choice("c9"), 'The text "Lost luggage" fits best.', choice("Else luggage"), ""])(
  "a text whose answers are %j twice is Else, with the answer",
  async (reply) => {
    await startWith(reply);
    const data = await classify({ texts: ["Where is my bag?"] });
    expect(server.requests).toHaveLength(2);
    expect(data).toMatchObject({ category: "Else", categories: [], reason: null, output_text: reply });
    expect(data.results[0]).toMatchObject({ status: "succeeded", error: null });
  },
);

test.each([
  ["", "c1"],
  [" \n\u00a0", "c1"],
])("the empty text %j of several is Else and is not sent", async (empty) => {
  await startWith(choice("c1"));
  const { results, counts } = await classify({ texts: [empty, "Five chairs."] });
  expect(results.map(({ category, attempts }) => [category, attempts])).toEqual([
    ["Else", 0],
    ["Sales, new", 1],
  ]);
  expect(counts).toEqual({ total: 2, succeeded: 2, failed: 0, remaining: 0 });
  expect(server.requests).toHaveLength(1);
});

test("empty texts alone need no call", async () => {
  await startWith(choice("c1"));
  expect((await classify({ texts: ["", null] })).results.map(({ category }) => category)).toEqual([
    "Else",
    "Else",
  ]);
  expect(server.requests).toHaveLength(0);
});

test("one text of several fails alone", async () => {
  await start((body) =>
    String(body.messages.at(-1)?.content) === "bad"
      ? endedBy("content_filter", { content: null })
      : choice("c1"),
  );
  const { results, counts, category } = await classify({ texts: ["bad", "good"] });
  expect(category).toBeNull();
  expect(results.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
  expect(results[0]).toMatchObject({ category: null, categories: [], error: { kind: "contentFiltered" } });
  expect(counts).toMatchObject({ succeeded: 1, failed: 1 });
});

test("the one text that fails fails the step", async () => {
  await startWith(endedBy("stop", { content: null, refusal: "I can't." }));
  expect((await failureOf(classify({ text: "bad" }))).message).toContain("I can't.");
});

test.each([
  [{}, "Text and Texts: both are empty."],
  [{ text: "a", texts: ["b"] }, "Text and Texts: both are filled in."],
  [{ texts: [] }, "Texts: there is no text."],
  [{ texts: ["a", { b: 1 }] }, "Texts: text 2 is"],
  [{ text: "a", categories: [] }, "Categories: it is empty."],
  [{ text: "a", categories: [{ key: "else", value: "" }] }, 'Categories: "else" is not accepted.'],
  [
    {
      text: "a",
      categories: [
        { key: "A", value: "" },
        { key: " A", value: "" },
      ],
    },
    "Categories: A is there twice.",
  ],
  [{ text: "a", mostCategories: "0" }, "Most Categories"],
])("%j is refused before anything is sent", async (given, sentence) => {
  await startWith(choice("c1"));
  expect((await failureOf(classify(given))).message).toContain(sentence);
  expect(server.requests).toHaveLength(0);
});
