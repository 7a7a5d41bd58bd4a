import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { connectionTo } from "../support";

const server = useServer();

const act = (action: string, params: Record<string, unknown> = {}) =>
  run(action, { connection: connectionTo(server.url), ...params });
const answer = (body: unknown) =>
  server.script({ headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const upload = { file: "one", fileName: "a.txt", purpose: "assistants" };

describe("an answer that is no file is an error in words", () => {
  test.each([
    ["getFile", "Get File", { fileId: "file-1" }],
    ["uploadFile", "Upload File", upload],
  ])("%s", async (action, label, params) => {
    for (const body of [null, [], 7, "words", {}, { id: null }, { id: "" }]) {
      answer(body);
      const failure = await failureOf(act(action, params));
      expect(failure.kind).toBe("unexpectedResponse");
      expect(failure.message).toContain(`${label} got an answer that is no file: it has no id.`);
    }
  });
});

test.each([[null], [7], ["gone"], [true]])("a deletion that answers %j was one", async (body) => {
  answer(body);
  expect((await act("deleteFile", { fileId: "file-1" })).data).toEqual({
    id: "file-1",
    object: "file",
    deleted: true,
  });
});

test("a deletion answers what the service says, also that nothing was deleted", async () => {
  answer({ id: "file-1", object: "file", deleted: false });
  expect((await act("deleteFile", { fileId: "file-1" })).data).toMatchObject({ deleted: false });
});

test("a file is shown as the service has it, whatever is in its fields", async () => {
  const body = {
    id: "file-1",
    bytes: null,
    filename: "a\u0000\u202e.txt",
    status: 7,
    status_details: [null],
  };
  answer(body);
  expect((await act("getFile", { fileId: "file-1" })).data).toEqual(body);
});

describe("the bytes of a download", () => {
  test.each<[string, Buffer]>([
    ["with a byte order mark", Buffer.from('\ufeff{"a":1}\r\n')],
    ["in UTF-16", Buffer.from('\ufeff{"a":1}', "utf16le")],
    ["in Windows-1252", Buffer.from("ä", "latin1")],
    ["with NULs and old line ends", Buffer.from("a\0\r\0b\r")],
    ["that are no text", Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))],
  ])("are handed on as they are: %s", async (_what, bytes) => {
    server.script({ body: bytes, headers: { "content-type": "application/octet-stream" } });
    const { data } = await act("downloadFile", { fileId: "file-1" });
    expect(bytes.equals(data as Buffer)).toBe(true);
  });
});

describe("an upload", () => {
  const uploaded = { id: "file-1", object: "file", status: "processed" };
  const text = '{"custom_id":"ä"}\n';
  const contents = () => /\r\n\r\n([^\r]*)\r\n--form-[^\r]*--/.exec(server.requests[0]?.body ?? "")?.[1];

  test("for a batch loses its byte order mark, which the service takes for a broken line", async () => {
    answer(uploaded);
    await act("uploadFile", { ...upload, purpose: "batch", file: { data: Buffer.from(`\ufeff${text}`) } });
    expect(contents()).toBe(text);
  });

  test("for another purpose keeps it: training data are asked for with it", async () => {
    answer(uploaded);
    await act("uploadFile", {
      ...upload,
      purpose: "fine-tune",
      file: { data: Buffer.from(`\ufeff${text}`) },
    });
    expect(contents()).toBe(`\ufeff${text}`);
  });

  test.each([
    ["with its mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["the other way round", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ])("for a batch in UTF-16 %s is sent in UTF-8", async (_how, data) => {
    answer(uploaded);
    await act("uploadFile", { ...upload, purpose: "batch", file: { data } });
    expect(contents()).toBe(text);
  });

  test("for a batch in UTF-16 without a mark is refused", async () => {
    const data = Buffer.from(text, "utf16le");
    const failure = await failureOf(act("uploadFile", { ...upload, purpose: "batch", file: { data } }));
    expect(failure.message).toBe(
      "File: the file holds zero bytes: it is in UTF-16 without a mark, or no text. Save or convert it as UTF-8.",
    );
    expect(server.requests).toEqual([]);
  });

  test.each([
    ["half a character", "half \ud83d.jsonl", "half \ufffd.jsonl"],
    ["a mark", "\ufeffmarked.jsonl", "marked.jsonl"],
    ["letters of several bytes", "ä漢\u{1f600}.jsonl", "ä漢\u{1f600}.jsonl"],
  ])("may have a name with %s, and its form the length that was said", async (_what, fileName, sent) => {
    answer(uploaded);
    await act("uploadFile", { ...upload, fileName });
    const [request] = server.requests;
    expect(request?.body).toContain(`filename="${sent}"`);
    expect(Buffer.byteLength(request?.body ?? "")).toBe(Number(request?.headers["content-length"]));
  });

  test.each(["a\u0000.jsonl", "a\r\nX: y.jsonl", "a\u0085.jsonl", "a\u009f.jsonl", 'a".jsonl'])(
    "with a control character in its name is refused: %j",
    async (fileName) => {
      expect((await failureOf(act("uploadFile", { ...upload, fileName }))).message).toContain("File Name: ");
      expect(server.requests).toEqual([]);
    },
  );
});
