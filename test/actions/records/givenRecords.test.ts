import { failureOf, run } from "../../support/connector";
import { useStarted } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import { connectionTo } from "../support";
import { bodyOf, enrich, lastText, startAnswering } from "./recordServer";

const server = useStarted(() => startAnswering(() => "fine"));

const promptsOf = (): string[] => server.requests.map(lastText);

describe("records as spreadsheets have them", () => {
  test.each<[records: unknown, promptTemplate: string, prompt: string]>([
    [[{ "number ": 17 }], "{{number }}", "17"],
    [[{ "\uFEFFid": 1 }], "{{id}}", "1"],
    [[{ "Recipient\u00A0Org": "x" }], "{{Recipient Org}}", "x"],
    [[{ "Pre\u0301nom": "Zo\u00eb" }], "{{Pr\u00e9nom}}", "Zo\u00eb"],
    [[{ "# Orders": 5 }], "{{&# Orders}}", "5"],
    [[{ language: "French" }], "Keep {{'{{'}}target}} in {{language}}", "Keep {{target}} in French"],
    ['[{"p_id": 7615917337495251231}]', "{{p_id}}", "7615917337495251231"],
    [
      [{ p_id: 7615917337495251231n, n: 5n }],
      "{{p_id}} {{.}}",
      '7615917337495251231 {"p_id":"7615917337495251231","n":5}',
    ],
    ['[{"x": 1e400}]', "{{x}}", "1e400"],
    [{ value: [{ id: 1 }] }, "{{id}}", "1"],
    ['{"id": 1}\n{"id": 2}', "{{id}}", "1"],
    [[{ f: Buffer.from("\uFEFFM\u00fcller", "utf16le") }], "{{f}}", "M\u00fcller"],
    [[{ f: { data: Buffer.alloc(1_000_000) } }], "{{.}}", '{"f":{"data":"[a file, 1000000 bytes]"}}'],
  ])("%p in %s ask %j", async (records, promptTemplate, prompt) => {
    await enrich(server, { records, promptTemplate, bulkOptions: { concurrentRequests: "1" } });
    expect(promptsOf()[0]).toBe(prompt);
  });

  test("come back with the ids that they had", async () => {
    const data = await enrich(server, {
      records: '[{"id": 7615917337495251231, "word": "a"}]',
    });
    expect(data.records).toEqual([{ id: "7615917337495251231", word: "a", answer: "fine" }]);
    const [record] = (await enrich(server, { records: [{ id: 2n ** 64n, word: "a" }] })).records;
    expect(JSON.stringify(record)).toBe('{"id":"18446744073709551616","word":"a","answer":"fine"}');
  });

  test("of a class come back with their fields", async () => {
    class Row {
      word = "a";
    }
    const { records } = await enrich(server, { records: [new Row()] });
    expect(records).toEqual([{ word: "a", answer: "fine" }]);
  });
});

describe("what would cost calls for nothing", () => {
  const loop: Record<string, unknown> = { word: "a" };
  loop.self = loop;
  const two = [{ word: "a" }, { word: "b", "!Important": 5 }];

  test.each<[what: string, params: Record<string, unknown>, message: RegExp]>([
    [
      "a template without placeholder",
      { records: two, promptTemplate: "x" },
      /^Prompt Template: it has no placeholder/,
    ],
    [
      "a name that is a comment",
      { records: two, promptTemplate: "N: {{!Important}}" },
      /record 2: \{\{!Important\}\} is a comment\. The field of that name is written \{\{&!Important\}\}\./,
    ],
    [
      "the same where fields may be missing",
      { records: two, promptTemplate: "{{!Important}}{{x}}", recordSettings: { allowMissingFields: "true" } },
      /is a comment/,
    ],
    [
      "a placeholder in the system prompt",
      { records: two, systemPrompt: "Be {{word}}" },
      /^System Prompt: \{\{word\}\} is filled in in Prompt Template alone/,
    ],
    [
      "a record that holds itself",
      { records: [{ word: "b" }, loop] },
      /^Records: record 2 \(at self\) holds itself/,
    ],
    [
      "an image as text",
      { records: [{ word: sampleImages.png }] },
      /record 1: \{\{word\}\} is a file without text: the file is a PNG image/,
    ],
    [
      "a schema file that is a PDF",
      { records: two, answerSchema: Buffer.from("%PDF-1.7\n") },
      /^Answer Schema or Example: the file is a PDF/,
    ],
  ])("is refused before any request: %s", async (_what, params, message) => {
    expect((await failureOf(enrich(server, params))).message).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  test("is refused in a batch as well, of which nothing is uploaded", async () => {
    const create = (params: Record<string, unknown>) =>
      failureOf(run("createBatch", { connection: connectionTo(server.url), records: two, ...params }));
    expect((await create({ promptTemplate: "x" })).message).toMatch(
      /^Prompt Template: it has no placeholder/,
    );
    expect((await create({ promptTemplate: "{{word}}", systemPrompt: "{{word}}" })).message).toMatch(
      /^System Prompt: \{\{word\}\}/,
    );
    expect(server.requests).toEqual([]);
  });
});

describe("images of records", () => {
  const { png, jpeg } = sampleImages;
  const ask = { promptTemplate: "What is this?", images: { imageFields: ["photo "] } };

  test("need no placeholder, and are judged by their bytes", async () => {
    const photo = [
      { id: "att1", url: "https://a.example/1.png", filename: "1.png" },
      { data: jpeg, contentType: "image/png" },
      `data:application/octet-stream;base64,${png.toString("base64")}`,
      "https://a.example/2.png, https://a.example/3.png",
    ];
    await enrich(server, { records: [{ photo }], ...ask });
    const parts = (bodyOf(server.requests[0]).messages[0]?.content ?? []) as Array<Record<string, unknown>>;
    expect(parts.slice(1).map((part) => (part.image_url as { url: string }).url)).toEqual([
      "https://a.example/1.png",
      `data:image/jpeg;base64,${jpeg.toString("base64")}`,
      `data:image/png;base64,${png.toString("base64")}`,
      "https://a.example/2.png",
      "https://a.example/3.png",
    ]);
  });

  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1");
  const half = Buffer.concat([png.subarray(0, 20), Buffer.alloc(30 * 2 ** 20), png.subarray(20)]);

  test.each<[what: string, record: Record<string, unknown>, message: string]>([
    [
      "HEIC",
      { photo: { data: heic, contentType: "image/heic" } },
      "photo of record 2 is a HEIC image. Convert it to PNG, JPEG, GIF or WebP.",
    ],
    ["a page", { photo: [png, Buffer.from("<html>404")] }, "image 2 in photo of record 2 is an HTML page."],
    [
      "a drawing",
      { photo: "data:image/svg+xml;base64,PHN2Zy8+" },
      'photo of record 2, "data:image/svg+xml;base64,PHN2Zy8+", is an SVG drawing.',
    ],
    ["no image at all", { picture: png }, "record 2 has no photo"],
    [
      "too much together",
      { photo: [half, half] },
      "the images of record 2 have 61 MB together. A request may show 50 MB at most",
    ],
    [
      "two fields that look the same",
      { "photo\u00a0": png, "\uFEFFphoto": png },
      'photo  may be each of the fields "photo\\u00a0" and "\\ufeffphoto" of record 2.',
    ],
  ])("are refused before any request: %s", async (_what, record, message) => {
    const { message: refusal } = await failureOf(
      enrich(server, { records: [{ photo: png }, record], ...ask }),
    );
    expect(refusal).toContain("Image Fields: ");
    expect(refusal.replace(/"photo "/g, "photo")).toContain(message.replace("photo  may", "photo may"));
    expect(server.requests).toEqual([]);
  });
});

describe("texts that are files", () => {
  const ask = async (params: Record<string, unknown>, action = "createChatCompletion"): Promise<void> => {
    await run(action, { connection: connectionTo(server.url), ...params });
  };

  test.each<[unknown]>([
    [Buffer.from("\uFEFFM\u00fcller")],
    [Buffer.from("\uFEFFM\u00fcller", "utf16le")],
    [{ data: { type: "Buffer", data: [...Buffer.from("M\u00fcller")] }, contentType: "text/plain" }],
    [new Uint8Array(Buffer.from("M\u00fcller"))],
  ])("are read for a prompt and a summary: %#", async (file) => {
    await ask({ userPrompt: file });
    await ask({ textToSummarize: file }, "summarizeText");
    expect(promptsOf()[0]).toBe("M\u00fcller");
    expect(promptsOf()[1]).toContain("M\u00fcller");
    expect(promptsOf()[1]).not.toContain("\uFEFF");
  });

  test.each<[Buffer, RegExp]>([
    [Buffer.from("M\u00fcller und", "latin1"), /the file is not in UTF-8/],
    [Buffer.from("%PDF-1.4\n"), /the file is a PDF\. Take its text out/],
    [Buffer.from("PK\x03\x04word/document.xml"), /the file is a Word document/],
  ])("are refused where they are no text: %#", async (file, message) => {
    expect((await failureOf(ask({ textToSummarize: file }, "summarizeText"))).message).toMatch(message);
    expect((await failureOf(ask({ systemPrompt: { data: file }, userPrompt: "x" }))).message).toMatch(
      message,
    );
    expect((await failureOf(ask({ messages: file }, "createCompletions"))).message).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  test("and long numbers in prompts are their digits", async () => {
    await ask({ userPrompt: 2n ** 64n });
    await ask({ messages: [{ role: "user", content: "x", id: 2n ** 64n }] });
    expect(promptsOf()[0]).toBe("18446744073709551616");
    expect(server.requests[1]?.body).toContain('"id":"18446744073709551616"');
  });
});
