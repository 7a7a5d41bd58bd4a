import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeResult } from "../../../local/cli/describeResult";
import { checkTarget, type FileTarget, writeFiles } from "../../../local/cli/resultFiles";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "results-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from("image bytes");
const images = (...fileNames: string[]) => ({
  data: fileNames.map(() => ({ b64_json: bytes.toString("base64") })),
  images: fileNames.map((fileName) => ({ data: Buffer.from(bytes), contentType: "image/png", fileName })),
});
const write = (value: unknown, target: Partial<FileTarget> = {}, contentType?: string) =>
  writeFiles(
    value,
    { name: "createImage", contentType },
    { out: folder, isForced: false, warn: () => undefined, ...target },
  );

test("buffers become files, and the same bytes as base64 are left out", () => {
  const { value, files } = write(images("image-1.png"));
  const file = join(folder, "image-1.png");
  expect(files).toEqual([{ file, contentType: "image/png", bytes: bytes.length }]);
  expect(readFileSync(file)).toEqual(bytes);
  expect(value).toMatchObject({ images: [{ data: files[0], fileName: "image-1.png" }] });
  expect(JSON.stringify(value)).not.toContain(bytes.toString("base64"));
});

test("base64 that is in no file stays", () => {
  const value = { data: [{ b64_json: "AAAA" }] };
  expect(write(value)).toEqual({ value, files: [] });
});

test("a result that is a file itself is named after its action and type", () => {
  expect(write(bytes, {}, "application/pdf; x=y").files[0]?.file).toBe(join(folder, "createImage.pdf"));
  expect(write(bytes, {}, "model/strange").files[0]?.file).toBe(join(folder, "createImage.bin"));
});

test("several files with one name given are numbered", () => {
  const { files } = write(images("a.png", "b.png"), { out: join(folder, "new/photo.png") });
  expect(files.map(({ file }) => file)).toEqual([
    join(folder, "new/photo-1.png"),
    join(folder, "new/photo-2.png"),
  ]);
});

test("an existing file is kept: the next free name is taken, unless forced", () => {
  const taken = join(folder, "image-1.png");
  writeFileSync(taken, "mine");
  expect(write(images("image-1.png")).files[0]?.file).toBe(join(folder, "image-1-2.png"));
  expect(readFileSync(taken, "utf8")).toBe("mine");
  expect(write(images("image-1.png"), { isForced: true }).files[0]?.file).toBe(taken);
  expect(readFileSync(taken)).toEqual(bytes);
});

test.each(["../escape.png", "..\\escape.png", "/escape.png"])(
  "the file name %s stays in the folder",
  (name) => {
    expect(write(images(name)).files[0]?.file).toBe(join(folder, "escape.png"));
    expect(readdirSync(folder)).toEqual(["escape.png"]);
  },
);

test.each([`${"a".repeat(5000)}.png`, `${"ä😀".repeat(300)}.png`, `a.${"b".repeat(5000)}`])(
  "a file name that is too long for a file system is shortened: %#",
  (name) => {
    const [entry = ""] = write(images(name)).files.map(({ file }) => readdirSync(dirname(file)));
    expect(entry).toHaveLength(1);
    expect(Buffer.byteLength(String(entry[0]))).toBeLessThan(210);
    if (name.endsWith(".png")) expect(entry[0]).toMatch(/\.png$/);
  },
);

test("what can't be written where it should is saved elsewhere, with a warning", () => {
  writeFileSync(join(folder, "file"), "");
  const warnings: string[] = [];
  const { files } = write(images("a.png"), {
    out: join(folder, "file/below/a.png"),
    warn: (text) => warnings.push(text),
  });
  const file = files[0]?.file ?? "";
  expect(existsSync(file)).toBe(true);
  expect(warnings).toEqual([expect.stringContaining(file)]);
  rmSync(file);
});

test("a target is refused before the call when it exists or nothing can be written there", () => {
  const taken = join(folder, "taken.png");
  writeFileSync(taken, "");
  expect(() => checkTarget({ out: taken, isForced: false })).toThrow(/exists already. Add --force/);
  expect(() => checkTarget({ out: join(taken, "a.png"), isForced: false })).toThrow(/nothing can be written/);
  expect(() => checkTarget({ out: join(folder, "a".repeat(5000)), isForced: false })).toThrow(
    /^--out: .{80} can't be written to \(ENAMETOOLONG\)\. Choose another path\.$/,
  );
  expect(() => checkTarget({ out: taken, isForced: true })).not.toThrow();
  expect(() => checkTarget({ out: join(folder, "new/"), isForced: false })).not.toThrow();
  expect(() => checkTarget({ isForced: false })).not.toThrow();
});

const usage = { prompt_tokens: 1500, completion_tokens: 2 };

test("a chat answer is its text, then its tokens", () => {
  const choices = [{ message: { content: "Hello" } }];
  expect(describeResult({ choices, usage, output_text: "Hello" }, [])).toBe(
    "Hello\n\nTokens: 1,500 in, 2 out",
  );
});

test("several choices are numbered", () => {
  const choices = [{ message: { content: "A" } }, { message: { content: "B" } }];
  expect(describeResult({ choices, output_text: "A" }, [])).toBe("1. A\n2. B");
});

test("many answers are in order, failures with their reason and in the count", () => {
  const results = [
    { index: 0, status: "succeeded", output_text: "A" },
    { index: 1, status: "failed", error: { message: "Stopped." } },
  ];
  expect(describeResult({ results, counts: { failed: 1, remaining: 3 }, usage }, [])).toBe(
    "1. A\n2. failed: Stopped.\n\n1 failed, 3 not started\nTokens: 1,500 in, 2 out",
  );
});

test("records that were judged are shown by their verdicts", () => {
  const results = [
    { index: 0, status: "succeeded", verdict: "pass", reason: "It is Bern.", error: null },
    { index: 1, status: "failed", verdict: null, reason: null, error: { message: "No value." } },
  ];
  expect(describeResult({ results, counts: { total: 2, failed: 1 } }, [])).toBe(
    "1. pass: It is Bern.\n2. failed: No value.\n\n1 failed, 0 not started",
  );
});

test("what a run cost is shown where it is known", () => {
  const cost = { input: 0.0015, output: 0.00002, total: 0.00152 };
  expect(describeResult({ output_text: "A", usage, cost }, [])).toBe(
    "A\n\nTokens: 1,500 in, 2 out\nCost: 0.00152",
  );
  expect(describeResult({ output_text: "A", usage, cost: null }, [])).toBe("A\n\nTokens: 1,500 in, 2 out");
});

test.each([
  [{ summary: "Short." }, "Short."],
  ["plain", "plain"],
  [[{ key: "a", label: "A" }, { key: "b" }], "A\nb"],
  [{ id: 1 }, '{\n  "id": 1\n}'],
  [null, "null"],
  [[], "[]"],
])("%j is shown as it is read best", (value, text) => {
  expect(describeResult(value, [])).toBe(text);
});

test("files are listed", () => {
  const file = { file: "a.png", contentType: "image/png", bytes: 1234 };
  expect(describeResult({ tokens: { input: 30, output: 4 }, usage }, [file])).toContain(
    "Tokens: 30 in, 4 out",
  );
  expect(describeResult({ usage: { input_tokens: 3, output_tokens: 4 } }, [file])).toBe(
    "a.png  image/png, 1,234 bytes\n\nTokens: 3 in, 4 out",
  );
});

test("a diagnosis is shown check by check, with what to do, and its summary last", () => {
  const checks = [
    { check: "DNS", status: "pass", durationMs: 3, detail: "The name is known.", mend: "" },
    { check: "TLS", status: "fail", durationMs: 9, detail: "Not trusted.", mend: "Check Endpoint." },
    {
      check: "Role",
      status: "notReached",
      durationMs: 0,
      detail: "",
      mend: "It needs what comes before it.",
    },
  ];
  expect(describeResult({ ok: false, summary: "TLS failed.", checks }, [])).toBe(
    "✓ DNS: The name is known.\n✗ TLS: Not trusted. Check Endpoint.\n– Role: It needs what comes before it.\n\nTLS failed.",
  );
});
