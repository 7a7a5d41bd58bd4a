import { failureOf } from "../../support/connector";
import { useStores } from "./storeRig";

const rig = useStores();
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const pdf = Buffer.from("%PDF-1.4\n(Goods can be sent back.) Tj\n%%EOF\n");

const outcomes = ({ results }: Awaited<ReturnType<typeof rig.add>>) =>
  results.map(({ status, error }) => [status, error?.code ?? error?.message ?? null]);

const batches = () =>
  rig
    .sent("POST", /file_batches$/)
    .map(({ bodyJson }) => bodyJson as { files?: Array<Record<string, unknown>>; file_ids?: string[] });

const namesSent = () =>
  rig.sent("POST", /\/files$/).map(({ bodyText }) => /filename="([^"]*)"/.exec(bodyText)?.[1]);

describe("names of files", () => {
  it("end by what their bytes are, in lower case, whatever they were called", async () => {
    const id = await rig.store();
    const { results } = await rig.add(id, {
      files: [
        { data: pdf, fileName: "Report.PDF" },
        { data: pdf, fileName: "letter.docx" },
        { data: Buffer.from("a,b\n1,2\n"), fileName: "orders.csv" },
        { data: Buffer.from("# Title"), fileName: "Read Me.MD" },
        Buffer.from("Without a name."),
        { data: { total: 3 }, contentType: "application/json", fileName: "sum.json" },
        { data: Buffer.from("\ufeffmarked", "utf16le"), fileName: "wide.txt" },
      ],
    });
    expect(namesSent()).toEqual([
      ...[
        "Report.pdf",
        "letter.docx.pdf",
        "orders.csv.txt",
        "Read Me.md",
        "file-5.txt",
        "sum.json",
        "wide.txt",
      ],
    ]);
    expect(results.map(({ status }) => status)).toEqual(Array.from(results, () => "succeeded"));
    expect(results.map(({ fileName }) => fileName)).toEqual([
      ...["Report.PDF", "letter.docx", "orders.csv", "Read Me.MD", "file-5", "sum.json", "wide.txt"],
    ]);
    expect(rig.sent("POST", /\/files$/)[0]?.bodyText).toContain("assistants");
  });
});

describe("a text in the place of a file", () => {
  it.each([
    ["base64 that is broken into lines", pdf.toString("base64").replace(/.{40}/g, "$&\r\n"), pdf.toString()],
    ["a text that only begins like a data URL", "data: a, b\n  - c", "data: a, b\n  - c"],
    ["a data URL", "data:text/plain;charset=utf-8,Hello%20there", "Hello there"],
  ])("is %s", async (_what, data, sent) => {
    const id = await rig.store();
    await rig.add(id, { files: [data, { data, fileName: "x" }] });
    const bodies = rig.sent("POST", /\/files$/).map(({ bodyText }) => bodyText);
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).toContain(`\r\n\r\n${sent}\r\n`);
  });
});

describe("a file that can't be read", () => {
  it("fails alone, before it is sent where its bytes show that", async () => {
    const id = await rig.store();
    const added = await rig.add(id, {
      files: [
        { data: png, fileName: "logo.png" },
        { data: Buffer.alloc(0), fileName: "empty.txt" },
        { data: Buffer.from([0xe9, 0x20, 0xff]), fileName: "latin.txt" },
        { data: Buffer.from("Goods can be sent back."), fileName: "returns.txt" },
      ],
    });
    expect(outcomes(added)).toEqual([
      ["failed", expect.stringContaining("a PNG image")],
      ["failed", "Not sent: the file is empty."],
      ["failed", expect.stringContaining("not in UTF-8")],
      ["succeeded", null],
    ]);
    expect(added).toMatchObject({
      counts: { total: 4, succeeded: 1, failed: 3, remaining: 0 },
      remaining: [],
    });
    expect(added.warning).toBe("3 files of 4 failed: see their error.");
    expect(namesSent()).toHaveLength(1);
  });

  it("has the service's reason and what to do, with the neighbors read", async () => {
    rig.options.maximumWords = 5;
    const id = await rig.store();
    const long = { data: Buffer.from("one two three four five six"), fileName: "long.txt" };
    const added = await rig.add(id, { files: [long, { data: Buffer.from("short"), fileName: "short.txt" }] });
    expect(outcomes(added)).toEqual([
      ["failed", "invalid_file"],
      ["succeeded", null],
    ]);
    expect(added.results[0]?.error).toMatchObject({
      kind: "rejected",
      message: expect.stringMatching(/too large\. It is broken or too large: save it anew, or split it\.$/),
    });
    expect(added.results[1]).toMatchObject({ bytes: 5, fileId: expect.stringMatching(/^file-/) });
  });

  it("is found among others where the service refuses them together", async () => {
    const id = await rig.store();
    const good = await Promise.all(["one", "two", "three"].map((text) => rig.upload(text)));
    const wrong = await rig.upload("no ending", "noending");
    const fileIds = [good[0], "file-unknown", good[1], wrong, good[2]];
    const added = await rig.add(id, { fileIds });
    expect(added.results.map(({ status }) => status)).toEqual([
      ...["succeeded", "failed", "succeeded", "failed", "succeeded"],
    ]);
    expect(added.results[1]?.error?.message).toContain("No such File object: file-unknown");
    expect(added.results[3]?.error?.message).toContain("Files with extensions [none]");
  });
});

describe("many files", () => {
  it("are attached in batches of 100, one of the same id once", async () => {
    const id = await rig.store();
    const texts = Array.from({ length: 230 }, (_, index) => `Text ${index}`);
    const first = await rig.upload("Given twice");
    const added = await rig.add(id, { files: texts, fileIds: [first, first] });
    expect(added.counts).toEqual({ total: 232, succeeded: 232, failed: 0, remaining: 0 });
    expect(batches().map(({ files = [] }) => files.length)).toEqual([100, 100, 31]);
    expect(added.warning).toBeNull();
  });

  it("have attributes of their own over those of all, numbers as numbers", async () => {
    const id = await rig.store();
    await rig.add(id, {
      files: [
        { file: Buffer.from("one"), attributes: { year: 2025, old: null } },
        { data: "two", contentType: "text/plain" },
      ],
      fileIds: [await rig.upload("three")],
      attributes: '{"customer": "acme", "year": 2026}',
      chunking: { chunkTokens: "200" },
    });
    const cut = { type: "static", static: { max_chunk_size_tokens: 200, chunk_overlap_tokens: 100 } };
    expect(batches()[0]?.files).toMatchObject([
      { attributes: { customer: "acme", year: 2025 }, chunking_strategy: cut },
      { attributes: { customer: "acme", year: 2026 } },
      { attributes: { customer: "acme", year: 2026 } },
    ]);
    expect(batches()[0]).not.toHaveProperty("attributes");
  });

  it("go as ids with a dated version, alike ones together", async () => {
    const id = await rig.store();
    const files = [1, 2, 1].map((year) => ({ file: Buffer.from(`Of ${year}`), attributes: { year } }));
    const { counts } = await rig.add(id, { files }, "dated");
    expect(counts).toMatchObject({ succeeded: 3 });
    expect(batches().map(({ file_ids: ids, files: none }) => [ids?.length, none])).toEqual([
      [2, undefined],
      [1, undefined],
    ]);
  });
});

describe("what is in the store already", () => {
  it("is not added again, unless its attributes are to change or it failed", async () => {
    const id = await rig.store();
    const file = await rig.upload("one two three");
    rig.options.maximumWords = 2;
    expect((await rig.add(id, { fileIds: [file] })).counts).toMatchObject({ failed: 1 });
    rig.options.maximumWords = 10;
    for (const attributes of ["", "", { year: 2025 }, { year: 2025 }, { year: 2026 }])
      expect((await rig.add(id, { fileIds: [file], attributes })).counts).toMatchObject({ succeeded: 1 });
    expect(batches()).toHaveLength(4);
  });
});

describe("what can't be added", () => {
  const refused: ReadonlyArray<readonly [object, string]> = [
    [{}, "Files: it is empty, and so is File IDs. Fill in one of them, or both."],
    [{ files: [Buffer.from("x"), 7] }, "Files: file 2: it is no file."],
    [{ files: "https://example.com/a.pdf" }, "Files: file 1: it is an address."],
    [{ files: ["file-abc123"] }, "Files: file 1: it is the id of a file. Enter ids under File IDs."],
    [
      { files: [{ data: Buffer.from("x"), fileName: "x.txt", attributes: { a: { b: 1 } } }] },
      "Files: file 1 (x.txt): a is no plain value.",
    ],
    [
      { fileIds: ["file-1"], attributes: JSON.stringify({ a: "x".repeat(513) }) },
      "Attributes (JSON): a has 513 characters.",
    ],
    [
      {
        fileIds: ["file-1"],
        attributes: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`a${i}`, i])),
      },
      "Attributes (JSON): there are 17 attributes.",
    ],
    [
      { fileIds: ["file-1"], attributes: { ["n".repeat(65)]: 1 } },
      "Attributes (JSON): the name nnnnnnnnnnnnnnnnnnnn… has 65 characters.",
    ],
    [
      { fileIds: ["file-1"], chunking: { chunkTokens: "200", overlapTokens: "101" } },
      "Overlap (tokens): 101 is more than half of 200.",
    ],
  ];

  it.each(refused)("%j is refused before anything is sent", async (inputs, words) => {
    const failure = await failureOf(rig.add("vs_1", inputs));
    expect(failure.message).toContain(words);
    expect(rig.endpoint.requests).toEqual([]);
  });

  it("into a store that is not there, or has expired, is not even uploaded", async () => {
    const missing = await failureOf(rig.add("vs_none", { files: "x" }));
    expect(missing.message).toContain("Check Vector Store ID");
    const id = await rig.store({ expiryDays: "1" });
    rig.clock.advance(86_400_000);
    const expired = await failureOf(rig.add(id, { files: "x" }));
    expect(expired.message).toContain(`can't use the vector store ${id}: it has expired. Create another one`);
    expect(namesSent()).toEqual([]);
  });
});
