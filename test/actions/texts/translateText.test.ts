import type { TranslatedTexts } from "../../../src/actions/texts/translations";
import { errorAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useShortWaits } from "../../support/hooks";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import { bodyOf, endedBy, refusedForRate, startAnswering } from "../records/recordServer";
import { connectionTo } from "../support";

useShortWaits();

interface Item {
  id: number;
  text: string;
  earlierMistake?: string;
}

let server: ScriptedServer;
afterEach(() => server.close());

type Reply = ScriptEntry | Item[];

/** The lines of a message, with their numbers, which are sent as texts. */
const itemsOf = (message: unknown): Item[] => {
  const { items } = JSON.parse(String(message)) as { items: Array<Omit<Item, "id"> & { id: string }> };
  return items.map((item) => ({ ...item, id: Number(item.id) }));
};

/** A model that does the same to each line, or what it is told by the place of the request. */
const start = async (answer: (items: Item[], place: number) => Reply): Promise<void> => {
  server = await startAnswering((body, place) => {
    const reply = answer(itemsOf(body.messages.at(-1)?.content), place);
    return Array.isArray(reply) ? JSON.stringify({ sourceLanguage: "en", items: reply }) : reply;
  });
};

const echo = (items: Item[]): Item[] => items.map(({ id, text }) => ({ id, text }));
const loud = (items: Item[]): Item[] => items.map(({ id, text }) => ({ id, text: text.toUpperCase() }));

const sentItems = (place: number): Item[] => itemsOf(bodyOf(server.requests[place]).messages.at(-1)?.content);

const translate = async (given: Record<string, unknown>): Promise<TranslatedTexts> =>
  (
    await run("translateText", {
      connection: connectionTo(server.url),
      targetLanguage: "German",
      ...given,
    })
  ).data as TranslatedTexts;

const text = "# Hi {name},\r\n\r\n- your **order**\n- is <b>here</b>\n\n12.50\n";

test("lines are translated by their number, and all between them stays", async () => {
  await start(loud);
  const data = await translate({ text });
  expect(sentItems(0)).toEqual([
    { id: 1, text: "Hi ⟦1⟧," },
    { id: 2, text: "your **order**" },
    { id: 3, text: "is ⟦2⟧here⟦3⟧" },
  ]);
  expect(data).toMatchObject({
    output_text: "# HI {name},\r\n\r\n- YOUR **ORDER**\n- IS <b>HERE</b>\n\n12.50\n",
    sourceLanguage: "en",
    coverage: { lines: 3, translated: 3, share: 1 },
    failed: [],
    counts: { total: 1, succeeded: 1, failed: 0, remaining: 0 },
    warning: null,
  });
});

test("a translation counts with ids as texts and without a language, where no server enforces the form", async () => {
  server = await startAnswering((body) => {
    const items = loud(itemsOf(body.messages.at(-1)?.content));
    const written = items.map(({ id, text: line }) =>
      id === 2 && server.requests.length < 2 ? { id, text: null } : { id: String(id), text: line, note: 1 },
    );
    return JSON.stringify({ items: written });
  });
  const data = await translate({ text: "one\ntwo\nthree" });
  expect(data).toMatchObject({ output_text: "ONE\nTWO\nTHREE", sourceLanguage: null, failed: [] });
  expect(sentItems(1)).toMatchObject([{ id: 2, earlierMistake: "The model left it out." }]);
  expect(server.requests).toHaveLength(2);
});

test("the instructions have a line for each thing that is said, and none for what is not", async () => {
  await start(echo);
  await translate({ text: "Hello.", targetLanguage: "de", translation: { tone: "Dry" } });
  await translate({ text: "Hello.", targetLanguage: "de" });
  const lines = server.requests.map((request) => String(bodyOf(request).messages[0]?.content).split("\n"));
  expect(lines[0]).toEqual([...(lines[1] ?? []), "Tone: Dry"]);
  expect(lines[1]?.every((line) => line !== "")).toBe(true);
});

test("the languages, the tone, and the terms of the glossary that occur go to the model", async () => {
  await start(echo);
  await translate({
    text: "The Workspace is empty.",
    targetLanguage: "pt-BR",
    sourceLanguage: "en",
    formality: "formal",
    glossary: [
      { key: "workspace", value: "espaço" },
      { key: "invoice", value: "fatura" },
    ],
    translation: { tone: "Dry", keepTerms: ["empty", " "] },
  });
  const instructions = String(bodyOf(server.requests[0]).messages[0]?.content);
  expect(instructions).toContain("from this language: en; into this language: pt-BR.");
  expect(instructions).toContain("formally");
  expect(instructions).toContain("Tone: Dry");
  expect(instructions).toContain('{"workspace":"espaço"}');
  expect(sentItems(0)).toEqual([{ id: 1, text: "The Workspace is ⟦1⟧." }]);
});

test("a line that lost a mark is asked for again, and it alone", async () => {
  await start((items, place) =>
    place === 0 ? loud(items).map((item) => ({ ...item, text: item.text.replace("⟦1⟧", "") })) : loud(items),
  );
  const data = await translate({ text });
  expect(sentItems(1)).toEqual([
    { id: 1, text: "Hi ⟦1⟧,", earlierMistake: "Its translation has not exactly once: {name}." },
  ]);
  expect(data.output_text).toBe("# HI {name},\r\n\r\n- YOUR **ORDER**\n- IS <b>HERE</b>\n\n12.50\n");
});

test("a line that fails twice stays as it was, with what its translation lost", async () => {
  await start((items) => loud(items).map((item) => ({ ...item, text: item.text.replace("⟦1⟧", "") })));
  const data = await translate({ texts: [text] });
  expect(server.requests).toHaveLength(2);
  expect(data.output_text).toBe("# Hi {name},\r\n\r\n- YOUR **ORDER**\n- IS <b>HERE</b>\n\n12.50\n");
  expect(data.coverage).toMatchObject({ lines: 3, translated: 2 });
  expect(data.coverage.share).toBeLessThan(1);
  expect(data.failed).toEqual([
    {
      start: 2,
      end: 12,
      text: "Hi {name},",
      problem: "Its translation has not exactly once: {name}.",
      missing: ["{name}"],
    },
  ]);
  expect(data.results[0]).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining("1 of 3") },
  });
  expect(data.warning).toContain("1 of 1");
});

test.each<[string, (items: Item[]) => Item[]]>([
  ["fewer lines than were sent", (items) => items.slice(0, -1)],
  [
    "lines under each other's number",
    (items) => items.map(({ id, text: words }) => ({ id: id + 1, text: words })),
  ],
  ["two translations of one line", (items) => [...items, { id: items.at(-1)?.id ?? 0, text: "Other" }]],
])("%s are never moved to where they fit", async (_what, change) => {
  await start((items) => change(loud(items)));
  const data = await translate({ text: "one\ntwo\nthree" });
  expect(data.output_text?.split("\n")).toHaveLength(3);
  expect(data.output_text?.split("\n").at(-1)).not.toBe("OTHER");
  expect(data.coverage.translated).toBeLessThan(3);
  expect(data.warning).not.toBeNull();
});

test.each(["", " \n", "12.50 €\n---\n", "{name}", "```\nlet code;\n```"])(
  "%j has no words, and comes back without a call",
  async (wordless) => {
    await start(echo);
    const data = await translate({ texts: [wordless] });
    expect(data).toMatchObject({
      output_text: wordless,
      sourceLanguage: null,
      coverage: { share: 1 },
      counts: { succeeded: 1 },
    });
    expect(server.requests).toHaveLength(0);
  },
);

test("plurals are kept as a whole, which is told", async () => {
  await start(loud);
  const plural = "{n, plural, one {# day} other {# days}}";
  const data = await translate({ texts: [`Only ${plural} left`, `${plural}\nfor {name} {d, date, short}`] });
  expect(data.results.map(({ output_text }) => output_text)).toEqual([
    `ONLY ${plural} LEFT`,
    `${plural}\nFOR {name} {d, date, short}`,
  ]);
  expect(data.warnings).toEqual([expect.stringContaining("words included: 2.")]);
});

test("what is redacted is masked in the request, and whole in the translation", async () => {
  await start(loud);
  const data = await translate({ text: "Ask Ada Lovelace for {it}.", redact: { names: ["Ada Lovelace"] } });
  expect(server.requests[0]?.body).not.toContain("Lovelace");
  expect(data.output_text).toBe("ASK Ada Lovelace FOR {it}.");
});

test("numbers are masked as well, also those of lines and marks, which the model gives back", async () => {
  server = await startAnswering((body) => {
    const { items } = JSON.parse(String(body.messages.at(-1)?.content)) as { items: unknown };
    return JSON.stringify({ sourceLanguage: "en", items });
  });
  const given = "Call 12 of {it}\nnow 3";
  const data = await translate({ text: given, redact: { patterns: ["\\d+"] } });
  expect(bodyOf(server.requests[0]).messages.at(-1)?.content).not.toMatch(/ 12 | 3"/);
  expect(data).toMatchObject({ output_text: given, coverage: { translated: 2 } });
});

const long = Array.from(
  { length: 60 },
  (_one, place) =>
    `Line ${place} of {name} has "quotes", a tab\tand <i>words</i>. ${"More. ".repeat(place % 7)}\n${place % 9 === 0 ? "\n" : ""}`,
).join("");

test("a long text goes out in parts, and comes back byte for byte from a model that echoes", async () => {
  await start(echo);
  const data = await translate({ text: long, translation: { tokensPerRequest: "100" } });
  expect(server.requests.length).toBeGreaterThan(10);
  expect(data.output_text).toBe(long);
  expect(data.coverage).toMatchObject({ lines: 60, translated: 60, share: 1 });
});

test("a part that fails leaves its lines as they were, and the others translated", async () => {
  await start((items) =>
    items.some(({ id }) => id === 30) ? endedBy("content_filter", { content: null }) : loud(items),
  );
  const data = await translate({ text: long, translation: { tokensPerRequest: "100" } });
  expect(data.coverage.translated).toBeLessThan(60);
  expect(data.coverage.translated).toBeGreaterThan(40);
  expect(data.failed.some(({ text: words }) => words.startsWith("Line 29 of {name}"))).toBe(true);
  expect(data.results[0]?.error).toMatchObject({ kind: "contentFiltered" });
  expect(data.output_text?.split("\n")).toHaveLength(long.split("\n").length);
});

test("a translation that is cut off is asked for in halves", async () => {
  await start((items) => (items.length > 4 ? endedBy("length", { content: "{" }) : loud(items)));
  const data = await translate({ text: "a\nb\nc\nd\ne\nf\ng" });
  expect(data.output_text).toBe("A\nB\nC\nD\nE\nF\nG");
  expect(server.requests).toHaveLength(3);
  expect(data.tokens?.input).toBeGreaterThan(6);
});

test("a refusal for rate between two requests keeps what was translated", async () => {
  await start((items, place) => {
    if (place === 1) return refusedForRate();
    return place === 0 ? loud(items).slice(1) : loud(items);
  });
  const data = await translate({ text: "one\ntwo" });
  expect(data.output_text).toBe("ONE\nTWO");
  expect(sentItems(2).map(({ id }) => id)).toEqual([1]);
});

test("one text of several fails alone, and a text of which nothing is translated fails the step", async () => {
  await start((items) => (items[0]?.text === "bad" ? errorAnswer(400, {}) : loud(items)));
  const { results, counts } = await translate({ texts: ["bad", "good"] });
  expect(results.map(({ status, output_text }) => [status, output_text])).toEqual([
    ["failed", null],
    ["succeeded", "GOOD"],
  ]);
  expect(counts).toEqual({ total: 2, succeeded: 1, failed: 1, remaining: 0 });
  await failureOf(translate({ text: "bad" }));
});

test.each([
  [{ text: "a", targetLanguage: " " }, "Target Language: it is empty."],
  [{ targetLanguage: "de" }, "Text and Texts: both are empty."],
  [{ text: "a", translation: { tokensPerRequest: "5" } }, "Tokens per Request"],
])("%j is refused before anything is sent", async (given, sentence) => {
  await start(echo);
  expect((await failureOf(translate(given))).message).toContain(sentence);
  expect(server.requests).toHaveLength(0);
});
