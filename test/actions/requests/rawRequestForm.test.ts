import type { LocalEndpoint } from "../../../local/endpoint";
import { failureOf, run } from "../../support/connector";
import { TestClock } from "../../support/testClock";
import { connectionTo, onlyRequest, startEndpoint } from "../support";

let endpoint: LocalEndpoint;

/** Whatever the form holds. */
const accepted = { kind: "status", status: 200, body: { data: [{}] } } as const;

beforeEach(async () => {
  endpoint = await startEndpoint({ faults: [accepted] });
});

afterEach(() => endpoint.close());

const upload = (params: Record<string, unknown>) =>
  run("rawRequest", { connection: connectionTo(endpoint.url), method: "POST", url: "/files", ...params });

/** A part of a form as the platform's own parser reads it, which is not the one that wrote it. */
interface Part {
  field: string;
  text?: string;
  fileName?: string;
  contentType?: string;
  bytes?: Buffer;
}

const receivedParts = async (): Promise<Part[]> => {
  const { bodyText, headers } = onlyRequest(endpoint);
  const bytes = new Uint8Array(Buffer.from(bodyText, "latin1"));
  expect(headers["content-length"]).toBe(String(bytes.length));
  const contentType = headers["content-type"] ?? "";
  const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  const parts: Part[] = [];
  for (const [field, value] of form) {
    if (typeof value === "string") parts.push({ field, text: value });
    else {
      const data = Buffer.from(await value.arrayBuffer());
      parts.push({ field, fileName: value.name, contentType: value.type, bytes: data });
    }
  }
  return parts;
};

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const octets = "application/octet-stream";

describe("a form", () => {
  test("has its fields in order, repeated ones too, and values of any kind as text", async () => {
    await upload({
      formData: [
        { key: "purpose", value: "batch" },
        { key: "expires_after[seconds]", value: 1_209_600 },
        { key: "purpose", value: 'ü ☃ "quoted"' },
        { key: "flag", value: false },
        { key: "list", value: ["a", 1] },
        { key: "empty", value: "" },
      ],
    });
    expect(await receivedParts()).toEqual([
      { field: "purpose", text: "batch" },
      { field: "expires_after[seconds]", text: "1209600" },
      { field: "purpose", text: 'ü ☃ "quoted"' },
      { field: "flag", text: "false" },
      { field: "list", text: '["a",1]' },
      { field: "empty", text: "" },
    ]);
  });

  test("may come as plain objects of an earlier step", async () => {
    await upload({
      formData: { purpose: "batch" },
      fileData: { file: Buffer.from("one line") },
      fileDataFileNames: { file: "prompts.jsonl" },
    });
    expect(await receivedParts()).toEqual([
      { field: "purpose", text: "batch" },
      { field: "file", fileName: "prompts.jsonl", contentType: octets, bytes: Buffer.from("one line") },
    ]);
  });

  test.each<[string, unknown]>([
    ["a buffer", everyByte],
    ["bytes", new Uint8Array(everyByte)],
    ["a part of larger bytes", new Uint8Array(Buffer.concat([Buffer.alloc(256), everyByte])).subarray(256)],
    ["a file of an earlier step", { data: everyByte, contentType: octets }],
    ["a file of bytes", { data: new Uint8Array(everyByte) }],
    ["a buffer that went through JSON", JSON.parse(JSON.stringify(everyByte))],
    ["a file that went through JSON", JSON.parse(JSON.stringify({ data: everyByte, contentType: octets }))],
  ])("carries every byte of %s", async (_what, value) => {
    await upload({ fileData: [{ key: "file", value }] });
    expect(await receivedParts()).toEqual([
      { field: "file", fileName: "file", contentType: octets, bytes: everyByte },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["text", "line ü\nline", "line ü\nline"],
    ["empty text", "", ""],
    ["a file of text", { data: "some text" }, "some text"],
  ])("carries a file of %s", async (_what, value, text) => {
    await upload({ fileData: [{ key: "file", value }] });
    expect((await receivedParts())[0]?.bytes?.toString()).toBe(text);
  });

  test("keeps the content type that an earlier step gave the file", async () => {
    const value = { data: Buffer.from("{}"), contentType: "application/json" };
    await upload({ fileData: [{ key: "file", value }] });
    expect((await receivedParts())[0]?.contentType).toBe("application/json");
  });

  test.each(["prompts.jsonl", "a b.txt", "bänke ☃.txt", 'quote".txt'])(
    "carries the file name %j",
    async (fileName) => {
      await upload({
        fileData: [{ key: "file", value: "x" }],
        fileDataFileNames: [{ key: "file", value: fileName }],
      });
      expect((await receivedParts())[0]?.fileName).toBe(fileName);
    },
  );

  test("carries several files of one field, each with its own name", async () => {
    await upload({
      fileData: [
        { key: "image[]", value: "one" },
        { key: "image[]", value: "two" },
      ],
      fileDataFileNames: [
        { key: "image[]", value: "one.png" },
        { key: "image[]", value: "two.png" },
      ],
    });
    const parts = await receivedParts();
    expect(parts.map(({ field, fileName, bytes }) => [field, fileName, bytes?.toString()])).toEqual([
      ["image[]", "one.png", "one"],
      ["image[]", "two.png", "two"],
    ]);
  });

  test("carries a file of 5 MB", async () => {
    const large = Buffer.alloc(5 * 1024 * 1024);
    for (let index = 0; index < large.length; index += 1) large[index] = (index * 31) % 256;
    await upload({ fileData: [{ key: "file", value: large }] });
    const bytes = (await receivedParts())[0]?.bytes;
    expect(bytes?.length).toBe(large.length);
    expect(bytes?.equals(large)).toBe(true);
  });

  test("is sent whole again when it is retried", async () => {
    await endpoint.close();
    endpoint = await startEndpoint({ faults: [{ kind: "rateLimited", retryAfterMs: 5000 }, accepted] });
    const clock = new TestClock();
    await upload({ fileData: { file: everyByte }, formData: { purpose: "batch" }, maxRetries: "1" });
    clock.restore();
    const [first, second] = endpoint.requests;
    expect(second?.bodyText).toBe(first?.bodyText);
    expect(second?.bodyText).toContain(everyByte.toString("latin1"));
    expect(second?.headers["content-length"]).toBe(first?.headers["content-length"]);
  });

  test.each(["multipart/form-data", "application/json"])(
    "names its own boundary, whatever header says %s",
    async (contentType) => {
      await upload({ formData: { purpose: "batch" }, headers: { "Content-Type": contentType } });
      expect(onlyRequest(endpoint).headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
      expect(await receivedParts()).toEqual([{ field: "purpose", text: "batch" }]);
    },
  );

  test("puts the model's deployment into a dated path", async () => {
    await upload({
      connection: connectionTo(endpoint.url, "dated"),
      url: "/images/edits",
      formData: { model: "my painter", prompt: "x" },
      fileData: { "image[]": "x" },
    });
    expect(onlyRequest(endpoint).path).toBe("/openai/deployments/my%20painter/images/edits");
  });
});

describe("a form that can't be sent", () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      "a file name for a field that has no file",
      { fileData: { file: "x" }, fileDataFileNames: { flie: "x.txt" } },
      /^File Data File Names: .*flie.*The keys have to be those of File Data/,
    ],
    ["a file name without any file", { fileDataFileNames: { file: "x.txt" } }, /^File Data File Names: /],
    ["Data besides Form Data", { data: { a: 1 }, formData: { a: "1" } }, /^Data: .*a request has one body/],
    ["Data besides File Data", { data: "{}", fileData: { a: "1" } }, /^Data: .*a request has one body/],
    ["a number for a file", { fileData: { file: 5 } }, /^File Data: file: .*Reference a file/],
    ["nothing for a file", { fileData: { file: null } }, /^File Data: file: .*Reference a file/],
    ["an object that is no file", { fileData: { file: { name: "x" } } }, /^File Data: file: /],
    ["text for Form Data", { formData: "purpose=batch" }, /^Form Data: /],
  ])("is refused before any request: %s", async (_what, params, expected) => {
    const failure = await failureOf(upload(params));
    expect(failure.message).toMatch(expected);
    expect(endpoint.requests).toEqual([]);
  });
});
