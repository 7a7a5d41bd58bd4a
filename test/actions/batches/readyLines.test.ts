import { gzipSync } from "node:zlib";
import type { CreatedOutput } from "../../../src/output/createdBatches";
import { failureOf, run } from "../../support/connector";
import { useEndpoint } from "../../support/hooks";
import { connectionTo } from "../support";

const endpoint = useEndpoint();

const line = (id: unknown, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    custom_id: id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "my-batch", messages: [{ role: "user", content: "Say ä" }] },
    ...more,
  });
const [a, b] = [line("a"), line("b")];

const create = async (jsonLines: unknown) =>
  (await run("createBatchFromFile", { connection: connectionTo(endpoint.url), jsonLines }))
    .data as CreatedOutput;
const sent = async (jsonLines: unknown): Promise<string> => {
  const { batches } = await create(jsonLines);
  const params = { connection: connectionTo(endpoint.url), fileId: batches[0]?.inputFileId };
  return String((await run("downloadFile", params)).data);
};
const refusal = async (jsonLines: unknown): Promise<string> => {
  const { message } = await failureOf(create(jsonLines));
  expect(endpoint.requests).toEqual([]);
  return message;
};

describe("what stands around ready lines is not sent", () => {
  test.each([
    ["two marks", `\uFEFF\uFEFF${a}\n${b}`],
    ["a mark in the middle, as joined files have", `${a}\n\uFEFF${b}\n`],
    ["blank lines of 300 spaces", `${a}\n${" ".repeat(300)}\n${b}`],
    ["blanks around a line of 300 spaces", `${" ".repeat(300)}${a}${" ".repeat(300)}\n${b}`],
    ["trailing NULs", `${a}\n${b}\n\0\0\0`],
    ["a trailing Ctrl-Z", `${a}\r\n${b}\r\n\u001a`],
    ["line ends of an old Mac", `${a}\r${b}\r`],
    ["mixed line ends", `${a}\r\n\r\n\n${b}`],
  ])("%s", async (_what, text) => {
    expect(await sent(text)).toBe(`${a}\n${b}\n`);
    expect(await sent({ data: Buffer.from(text) })).toBe(`${a}\n${b}\n`);
  });
});

describe("what an earlier step parsed is taken line by line", () => {
  test.each<[string, unknown]>([
    ["a list of objects", [JSON.parse(a), JSON.parse(b)]],
    ["a list of lines", [a, b]],
    ["a list under data", { data: [JSON.parse(a), JSON.parse(b)] }],
  ])("%s", async (_what, value) => {
    expect(await sent(value)).toBe(`${a}\n${b}\n`);
  });

  test("a single object", async () => {
    expect(await sent(JSON.parse(a))).toBe(`${a}\n`);
  });

  test.each<[string, unknown]>([
    ["an object of something else", { rows: 2 }],
    ["a list of numbers", [1, 2]],
    ["an empty list", []],
    ["a number", 7],
    ["an object that JSON does not take", { custom_id: 1n }],
    ["bytes without their data", { type: "Buffer" }],
  ])("%s is refused in words", async (_what, value) => {
    expect(await refusal(value)).toMatch(
      /^JSON Lines: ".*" is not accepted. Reference a file of an earlier step, or enter lines: one object as JSON on each\.$/,
    );
  });
});

const utf16 = Buffer.from(`\uFEFF${a}\r\n${b}\r\n`, "utf16le");

test.each([
  ["as PowerShell and Notepad write it", utf16],
  ["the other way round", Buffer.from(utf16).swap16()],
])("a file in UTF-16 with its mark is sent in UTF-8: %s", async (_how, data) => {
  expect(await sent({ data })).toBe(`${a}\n${b}\n`);
});

describe("a file that is no UTF-8 is refused", () => {
  test.each<[string, unknown, RegExp]>([
    ["UTF-16 without a mark", Buffer.from(a, "utf16le"), /in UTF-16 without a mark, or no text\. Save/],
    [
      "UTF-16 the other way round without a mark",
      Buffer.from(a, "utf16le").swap16(),
      /in UTF-16 without a mark, or no text\. Save/,
    ],
    [
      "UTF-16 cut off in a character",
      Buffer.concat([utf16, Buffer.from([0x3d, 0xd8])]),
      /in UTF-16, but broken or cut off\. Save/,
    ],
    ["UTF-16 that was read as text", utf16.toString("latin1"), /in UTF-16 that was read as another/],
    ["UTF-16 that was read as UTF-8", utf16.toString("utf8"), /in UTF-16 that was read as another/],
    ["two bytes", Buffer.from([0xff, 0xfe]), /there is no line\. Enter/],
    ["a gzip archive", gzipSync(`${a}\n${b}`), /the file is a gzip archive\. Take/i],
  ])("%s: by what it is", async (_what, value, words) => {
    const message = await refusal(value);
    expect(message).toMatch(/^JSON Lines: /);
    expect(message).toMatch(words);
  });

  test("Windows-1252: by the line", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${line("c").replace("ä", "a")}\n\n`),
      Buffer.from(a, "latin1"),
    ]);
    expect(await refusal(bytes)).toBe(
      "JSON Lines: line 3 is not in UTF-8: it has bytes that are no character there. Save the file as UTF-8, and check that it is whole.",
    );
  });

  test("cut off in the middle of a character: by the line", async () => {
    const bytes = Buffer.from(`${b}\n${a}`);
    const cut = bytes.subarray(0, bytes.lastIndexOf(Buffer.from("ä")) + 1);
    expect(await refusal(cut)).toContain("JSON Lines: line 2 is not in UTF-8");
  });

  test.each([[Buffer.from("{}")], [Buffer.from("  ")], [Buffer.from("7")], [Buffer.alloc(0)]])(
    "and a short one is read: %p",
    async (bytes) => {
      expect(await refusal(bytes)).toMatch(/^JSON Lines: (line 1 |there is no line)/);
    },
  );
});

describe("a refused line has the number that an editor shows", () => {
  test.each([
    ["line feeds", `\n${a}\n\n\n{oops`, 5],
    ["carriage returns and line feeds", `\r\n${a}\r\n\r\n{oops\r\n`, 4],
    ["carriage returns", `${a}\r\r\r{oops`, 4],
    ["blanks before it", `\n\n   \n  {oops`, 4],
    ["a mark before it", `\uFEFF{oops`, 1],
  ])("with %s", async (_what, text, number) => {
    const message = `JSON Lines: line ${number} is not JSON; it breaks near "oops". Write`;
    expect(await refusal(text)).toContain(message);
    expect(await refusal(Buffer.from(text))).toContain(message);
    expect(await refusal(Buffer.from(text))).not.toContain("column");
  });

  test.each(["", " ", ",", "\u001e"])("with two objects on it and %j between them", async (between) => {
    const joined = `${a}\n${line("b")}${between}${line("c")}`;
    expect(await refusal(joined)).toMatch(/^JSON Lines: line 2 is not JSON; it breaks (near|at) /);
    expect(await refusal(Buffer.from(joined))).toMatch(
      /^JSON Lines: line 2 is not JSON; it breaks (near|at) /,
    );
  });

  test("also where it names another line", async () => {
    expect(await refusal(`\n${a}\n\n${a}`)).toContain("line 4 has the custom_id of line 2");
    expect(await refusal(`\n\n${a}\n\n${line("b", { url: "/v1/responses" })}`)).toContain("and line 3 has");
  });
});

describe("a line is refused", () => {
  test.each([
    [{ custom_id: 1 }, 'has a custom_id that is no text, 1. Write it in quotes: "1".'],
    [
      { url: "v1/chat/completions" },
      "has the url v1/chat/completions, which is no path of an operation. Write the path",
    ],
    [
      { url: "https://x.openai.azure.com/v1/responses" },
      "has the url https://x.openai.azure.com/v1/responses, which is no path",
    ],
    [
      { body: { model: "m", stream: true } },
      'asks for a stream, and a batch has none to give. Leave "stream" out.',
    ],
    [{ body: { model: "m", stream: "yes" } }, "asks for a stream"],
  ])("for %j", async (changes, message) => {
    expect(await refusal(line("a", changes))).toContain(`JSON Lines: line 1 ${message}`);
  });

  test("not for a stream that is off", async () => {
    const off = line("a", { body: { model: "m", messages: [], stream: false } });
    expect(await sent(off)).toBe(`${off}\n`);
  });
});

describe("halves of characters", () => {
  const lineWith = (half: string) => a.replace("ä", `${half} \\ud83d\\ude00 \\\\ud83d`);

  test.each(["\\ud83d", "\\uDE00", "\\ud83d\\ud83d"])(
    "that a line escapes are not sent: %s",
    async (half) => {
      const whole = lineWith(half.replace(/\\u[dD]..[0-9a-fA-F]/g, "\\ufffd"));
      expect(await sent(lineWith(half))).toBe(`${whole}\n`);
      expect(await sent(Buffer.from(lineWith(half)))).toBe(`${whole}\n`);
    },
  );

  test("in a prompt, a record or a text are not sent", async () => {
    const broken = "cut \ud83d off";
    const bodies = [
      { messages: [broken, "whole \u{1f600}"] },
      { records: [{ text: broken }], promptTemplate: "Say {{text}}" },
    ];
    for (const params of bodies) {
      endpoint.requests.length = 0;
      await run("createBatch", { connection: connectionTo(endpoint.url), ...params });
      const form = endpoint.requests.find(({ path }) => path.endsWith("/files"))?.bodyText ?? "";
      expect(form).toMatch(/cut (\\ufffd|\ufffd|\u00ef\u00bf\u00bd) off/);
      expect(form).not.toMatch(/\\ud/i);
    }
    expect(await sent(a.replace("ä", "\ud83d"))).toContain("\ufffd");
  });
});
