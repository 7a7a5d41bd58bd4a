import { withoutSecrets } from "../../src/client/withoutSecrets";
import { chatAnswer } from "../support/answers";
import { keyConnection, run, testKey } from "../support/connector";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer([chatAnswer()]);
});
afterAll(() => server.close());

const numericEscapes = (text: string): string =>
  [...text].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join("");

test("a key of which every character is a numeric escape is taken out of the answer", async () => {
  server.script({
    headers: { "content-type": "application/json" },
    body: `{"echo":"${numericEscapes(testKey)}","kept":"\\u00e9"}`,
  });
  const result = await run("rawRequest", {
    connection: keyConnection(server.url),
    url: "/echo",
    method: "GET",
  });
  expect(result.data).toEqual({ echo: "[redacted]", kept: "é" });
});

test("a key in the content type of a file does not become a part of the result", async () => {
  server.script({ headers: { "content-type": `text/plain; note=${testKey}` }, body: "file" });
  const result = await run("rawRequest", {
    connection: keyConnection(server.url),
    url: "/files/1/content",
    method: "GET",
    responseType: "binary",
  });
  expect(result).toEqual({ data: Buffer.from("file"), contentType: "text/plain; note=[redacted]" });
});

test("a key is cut out of a file that repeats it, and every other byte stays", async () => {
  const [before, after] = [Buffer.from([0, 255, 128, 200, 13]), Buffer.from([254, 10, 193])];
  server.script({ body: Buffer.concat([before, Buffer.from(testKey), after]) });
  const result = await run("rawRequest", {
    connection: keyConnection(server.url),
    url: "/v1/files/file-1/content",
    method: "GET",
    responseType: "binary",
  });
  expect(result.data).toEqual(Buffer.concat([before, Buffer.from("[redacted]"), after]));
});

test("a response that echoes nothing is handed on as it is", () => {
  const response = {
    status: 200,
    headers: { "content-type": "text/plain" },
    body: Buffer.from("\\u00e9 hello"),
  };
  expect(withoutSecrets(response, [testKey]).body).toBe(response.body);
  expect(withoutSecrets(response, ["short"])).toBe(response);
});
