import { gzipSync } from "node:zlib";
import { startLoopbackServer } from "../../../local/endpoint/server/loopbackServer";
import { errorAnswer, htmlPage } from "../../support/answers";
import { failureOf, run, testKey } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import type { ScriptedBehavior, ScriptedServer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = useServer();
useTestClock();

const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

const chunked: ScriptedBehavior = (_request, response) => {
  response.writeHead(200, { "content-type": "application/jsonl" });
  response.write(content.subarray(0, 70_000), () => response.end(content.subarray(70_000)));
};

const cutOff: ScriptedBehavior = (_request, response) => {
  response.writeHead(200, { "content-length": String(content.length) });
  response.write(content.subarray(0, 70_000), () => response.socket?.resetAndDestroy());
};

const download = (fileId = "file-1") => run("downloadFile", { connection: connectionTo(server.url), fileId });

describe("the content of a file", () => {
  test.each<[string, Parameters<ScriptedServer["script"]>]>([
    ["with its length said", [{ body: content, headers: { "content-type": "application/jsonl" } }]],
    ["in chunks of no known length", [chunked]],
    [
      "encoded although nobody asked for that",
      [
        {
          body: gzipSync(content),
          headers: { "content-encoding": "gzip", "content-type": "application/jsonl" },
        },
      ],
    ],
    [
      "that is cut off at first",
      [cutOff, { body: content, headers: { "content-type": "application/jsonl" } }],
    ],
    ["behind an error that passes", [errorAnswer(500), chunked]],
  ])("arrives whole: one %s", async (_case, script) => {
    server.script(...script);
    const { data, contentType } = await download();
    expect(content.equals(data as Buffer)).toBe(true);
    expect(contentType).toBe("application/jsonl");
    expect(server.requests).toHaveLength(script.length);
    expect(server.requests[0]).toMatchObject({ method: "GET", url: "/openai/v1/files/file-1/content" });
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("identity");
  });

  test("may be nothing", async () => {
    server.script({ body: "" });
    expect((await download()).data).toEqual(Buffer.alloc(0));
  });

  test("loses the credential, should it hold it", async () => {
    server.script({ body: `before ${testKey} after` });
    expect(String((await download()).data)).toBe("before [redacted] after");
  });

  test("is asked for by its id, whatever characters that has", async () => {
    server.script({ body: "x" });
    await download("../models?x=1");
    expect(server.requests[0]?.url).toBe("/openai/v1/files/..%2Fmodels%3Fx%3D1/content");
  });

  test("that is not there is said to be missing by the label of its input", async () => {
    server.script(errorAnswer(404));
    const failure = await failureOf(download());
    expect(failure).toMatchObject({ kind: "notFound", status: 404 });
    expect(failure.message).toBe(
      `Download File asked for something that is not there (status 404, code problem). The service says 404. Check File ID: the file may have been deleted or have expired, or belong to another resource than ${server.url}.`,
    );
  });
});

describe("an upload", () => {
  const uploaded = { body: { id: "file-1", object: "file", status: "processed", bytes: 3 } };
  const upload = (params: Record<string, unknown> = {}, api: "v1" | "dated" | "openai" = "v1") =>
    run("uploadFile", {
      connection: connectionTo(server.url, api),
      file: "one",
      fileName: "a.txt",
      purpose: "batch",
      ...params,
    });

  test("is one form with its length said, purpose, expiry and file in it", async () => {
    server.script(uploaded);
    const { data } = await upload({
      file: { data: content, contentType: "text/plain" },
      fileExpiryDays: "30",
    });
    expect(data).toEqual(uploaded.body);
    const [request] = server.requests;
    expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.headers["transfer-encoding"]).toBeUndefined();
    const form = request?.body ?? "";
    expect(form).toContain('name="purpose"\r\n\r\nbatch\r\n');
    expect(form).toContain('name="expires_after[anchor]"\r\n\r\ncreated_at\r\n');
    expect(form).toContain('name="expires_after[seconds]"\r\n\r\n2592000\r\n');
    expect(form).toContain('name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n');
    expect(form).toContain(content.toString());
  });

  test("has no expiry where none was entered", async () => {
    server.script(uploaded);
    await upload();
    expect(server.requests[0]?.body).not.toContain("expires_after");
  });

  test.each(["prompts.jsonl", "PROMPTS.JSONL"])(
    "calls JSON lines JSON, as the service's reference does: %s",
    async (fileName) => {
      server.script(uploaded);
      await upload({ fileName });
      expect(server.requests[0]?.body).toContain(
        `filename="${fileName}"\r\nContent-Type: application/json\r\n`,
      );
    },
  );

  test("goes where each kind of connection has its files", async () => {
    server.script(uploaded);
    for (const api of ["v1", "dated", "openai"] as const) await upload({}, api);
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /openai/v1/files",
      "POST /openai/files?api-version=2024-10-21",
      "POST /v1/files",
    ]);
  });

  test("that failed is not made again by itself: it may have created the file", async () => {
    server.script(errorAnswer(500), uploaded);
    expect(await failureOf(upload())).toMatchObject({ status: 500, attempts: 1 });
  });

  test("that was refused for its rate is sent anew, whole", async () => {
    server.script(errorAnswer(429, { "retry-after": "1" }), uploaded);
    await upload({ file: content });
    const [first, second] = server.requests.map(({ body }) => body.replace(/form-[0-9a-f-]+/g, "form"));
    expect(second).toBe(first);
  });

  test("that is refused before it was sent whole ends with that refusal", async () => {
    const large = Buffer.alloc(30_000_000, "x");
    const hasty = await startLoopbackServer((_request, response) => {
      response.writeHead(413, { "content-type": "application/json", connection: "close" });
      response.end('{"error": {"message": "Too large."}}', () => response.socket?.destroySoon());
    });
    const connection = connectionTo(`http://127.0.0.1:${hasty.port}`);
    const failure = await failureOf(upload({ file: large, connection }));
    await hasty.close();
    expect(failure).toMatchObject({ status: 413 });
  });

  test("that a page answers is an error", async () => {
    server.script(htmlPage());
    expect(await failureOf(upload())).toMatchObject({ kind: "unexpectedResponse" });
  });

  test.each([
    ["no file", { file: "" }, "File: it is empty."],
    ["no bytes", { file: { data: Buffer.alloc(0) } }, "File: it is empty."],
    ["something that is no file", { file: 7 }, 'File: "7" is not accepted.'],
    ["a name that would end its field", { fileName: 'a".txt' }, "File Name: "],
    ["a purpose that nobody knows", { purpose: "fun" }, 'Purpose: "fun" is not accepted.'],
    ["an expiry that Azure refuses", { fileExpiryDays: "3" }, 'File Expiry (days): "3" is not accepted.'],
  ])("of %s is refused before it is sent", async (_case, params, message) => {
    expect((await failureOf(upload(params))).message).toContain(message);
    expect(server.requests).toEqual([]);
  });
});
