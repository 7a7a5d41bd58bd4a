import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { connectionTo } from "../support";

const server = useServer([{ body: { ok: true } }]);

const send = (params: Record<string, unknown>) =>
  run("rawRequest", { connection: connectionTo(server.url), method: "POST", url: "/anything", ...params });

const sent = () => {
  const [request] = server.requests;
  return { body: request?.body, contentType: request?.headers["content-type"] };
};

const json = "application/json";

describe("Data is JSON by its media type alone", () => {
  it.each([
    "application/json",
    "Application/JSON",
    "APPLICATION/JSON; charset=utf-8",
    "text/json",
    "application/merge-patch+json",
    " application/vnd.api+JSON ;v=1",
  ])("%s is refused when it is none", async (contentType) => {
    const error = await failureOf(send({ data: "{'a': 1}", headers: { "Content-Type": contentType } }));
    expect(error.message).toMatch(/^Data: this is not JSON/);
    expect(server.requests).toEqual([]);
  });

  it.each([
    "application/x-ndjson",
    "application/jsonl",
    "application/json-seq",
    "text/plain; format=json",
    "multipart/x; boundary=json",
  ])("%s goes out as it is", async (contentType) => {
    const data = '{"a":1}\n{"b":2}\n';
    await send({ data, headers: { "content-type": contentType } });
    expect(sent()).toEqual({ body: data, contentType });
  });
});

describe("Data goes out as it is meant", () => {
  it.each<[what: string, data: unknown, body: string]>([
    ["a mark inside a text stays", '{"a":"x\ufeffy"}', '{"a":"x\ufeffy"}'],
    ["a mark in front alone is taken off", '\ufeff{"a":"\ufeff"}', '{"a":"\ufeff"}'],
    ["a mark in front of bytes", Buffer.from('\ufeff{"a":1}'), '{"a":1}'],
    ["digits of bytes", Buffer.from('{"a": 12345678901234567890}'), '{"a": 12345678901234567890}'],
    ["a file of JSON", { data: Buffer.from('{"a":1}'), contentType: json }, '{"a":1}'],
    [
      "an object that looks like a file of text",
      { data: "x", contentType: json },
      `{"data":"x","contentType":"${json}"}`,
    ],
    ["a file that went through JSON", JSON.parse(JSON.stringify(Buffer.from('{"a":1}'))), '{"a":1}'],
    ["an object with a field data", { data: "x" }, '{"data":"x"}'],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ["a big integer", { a: [12345678901234567890n] }, '{"a":[12345678901234567890]}'],
    ["a map and a set", new Map([["a", new Set([1, 2])]]), '{"a":[1,2]}'],
    ["half a character in an object, escaped", { a: "\ud83d" }, '{"a":"\\ufffd"}'],
    ["text nested 400 deep", `${"[".repeat(400)}${"]".repeat(400)}`, `${"[".repeat(400)}${"]".repeat(400)}`],
  ])("%s", async (_what, data, body) => {
    await send({ data });
    expect(sent()).toEqual({ body, contentType: json });
  });
});

const circular: Record<string, unknown> = {};
circular["self"] = circular;
const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};
const bare = Object.assign(Object.create(null), { a: circular });
const half = "x\ud83d";

describe("what can't be sent is refused by the label of its input", () => {
  it.each<[what: string, params: Record<string, unknown>, label: string]>([
    ["Data that contains itself", { data: circular }, "Data"],
    [
      "Data that contains itself, as text",
      { data: circular, headers: { "content-type": "text/plain" } },
      "Data",
    ],
    ["Data nested 20,000 deep", { data: deep(20_000) }, "Data"],
    ["Data that throws", { data: { toJSON: () => circular["missing"]?.toString() } }, "Data"],
    ["a promise", { data: { messages: Promise.resolve([]) } }, "Data"],
    ["a whole result as the URL", { url: { id: "file-1" } }, "URL"],
    ["a function", { data: () => 1 }, "Data"],
    ["a symbol", { data: Symbol("x") }, "Data"],
    ["half a character in Data", { data: `{"a":"${half}"}` }, "Data"],
    ["bytes that are no UTF-8", { data: Buffer.from([0x22, 0xff, 0x22]) }, "Data"],
    ["a host of 10,000 characters", { url: `https://${"a.".repeat(5000)}example/x` }, "URL"],
    ["half a character in a URL", { url: `/files/${half}` }, "URL"],
    ["half a character in a parameter", { queryParams: { after: half } }, "Query Parameters"],
    ["half a character in a parameter's name", { queryParams: { [half]: "x" } }, "Query Parameters"],
    ["a parameter that contains itself", { queryParams: { after: circular } }, "Query Parameters"],
    ["half a character in a form", { formData: { a: half } }, "Form Data"],
    ["half a character in a form's name", { formData: { [half]: "x" } }, "Form Data"],
    ["a form that contains itself", { formData: [{ key: "a", value: bare }] }, "Form Data"],
    ["a form nested 20,000 deep", { formData: { a: deep(20_000) } }, "Form Data"],
    ["half a character in a file", { fileData: { file: half } }, "File Data"],
    ["half a character in a file's data", { fileData: { file: { data: half } } }, "File Data"],
    ["a file that contains itself", { fileData: { file: circular } }, "File Data"],
    ["a file without a prototype", { fileData: { file: bare } }, "File Data"],
    [
      "half a character in a file name",
      { fileData: { file: "x" }, fileDataFileNames: { file: half } },
      "File Data File Names",
    ],
    ["half a character in a header", { headers: { "x-a": half } }, "Headers"],
    ["a header that contains itself", { headers: { "x-a": circular } }, "Headers"],
    ["a header named __proto__", { headers: [{ key: "__proto__", value: "x" }] }, "Headers"],
    ["a header with a line break in its name", { headers: [{ key: "x\r\ny: z", value: "x" }] }, "Headers"],
  ])("%s", async (_what, params, label) => {
    const { name, message } = await failureOf(send(params));
    expect([name, message]).toEqual([
      "Error",
      expect.stringMatching(new RegExp(`^${label}(: \\w+)?: .*\\.$`)),
    ]);
    expect(message.length).toBeLessThan(600);
    expect(message).not.toMatch(/[\r\n]/);
    expect(server.requests).toEqual([]);
  });

  it("a model with half a character has no deployment of its name", async () => {
    await send({
      connection: connectionTo(server.url, "dated"),
      url: "/chat/completions",
      data: { model: half },
    }).catch(() => undefined);
    expect(server.requests[0]?.url).toContain("/deployments/x%EF%BF%BD/");
  });
});

describe("a file's content type", () => {
  const partOf = async (contentType: unknown): Promise<string> => {
    await send({ fileData: [{ key: "file", value: { data: "text", contentType } }] });
    return sent().body ?? "";
  };

  it.each(["text/plain", "Text/Plain; charset=utf-8", 'application/x; a="b c"', "image/svg+xml"])(
    "%s goes out with it",
    async (contentType) => {
      expect(await partOf(contentType)).toContain(`\r\nContent-Type: ${contentType}\r\n\r\ntext\r\n`);
    },
  );

  it.each<unknown>([
    "text/plain\r\nX-Injected: yes\r\n\r\nsmuggled",
    "text/plain\nX-Injected: yes",
    "text/plain\rX-Injected: yes",
    "text/plain; a=\u0000",
    "text/plain; name=☃",
    "plain",
    "",
    " ",
    "/",
    `text/${"x".repeat(300)}`,
    { toString: () => "text/plain" },
    5,
    null,
    ["text/plain"],
  ])("%j is left out", async (contentType) => {
    const body = await partOf(contentType);
    expect(body).toContain("\r\nContent-Type: application/octet-stream\r\n\r\ntext\r\n");
    expect(body).not.toContain("X-Injected");
  });
});

it("an empty file name is the field's name", async () => {
  await send({ fileData: { file: "x" }, fileDataFileNames: [{ key: "file", value: null }] });
  expect(sent().body).toContain('name="file"; filename="file"');
});
