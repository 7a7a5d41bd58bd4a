import { type Client, createClient } from "../../src/client/createClient";
import { kept } from "../../src/client/endpoint/operations";
import { path } from "../../src/client/endpoint/path";
import { quiet } from "../actions/support";
import { failureOf, keyConnection } from "../support/connector";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

const clientTo = (fields: Record<string, unknown> = {}): Client =>
  createClient(quiet, { action: "Test", connection: keyConnection(server.url, fields) });

const purpose = { operations: ["/audio/transcriptions"], openAIModel: "whisper-1", takesDefault: false };

describe("a form of the SDK", () => {
  const transcribe = (fields: Record<string, unknown> = {}) =>
    clientTo(fields).withModel("my-whisper", purpose, (openai, model) =>
      openai.audio.transcriptions.create({
        model,
        file: new File([Buffer.from("sound")], "talk.mp3", { type: "audio/mpeg" }),
        language: "de",
      }),
    );

  test("arrives as a multipart form with its file, and its answer comes back", async () => {
    server.script({ body: { text: "Hallo" } });
    const { answer } = await transcribe();
    expect(answer).toEqual({ text: "Hallo" });
    const [request] = server.requests;
    expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.body.toString()).toMatch(
      /name="file"; filename="talk.mp3"\r\nContent-Type: audio\/mpeg\r\n\r\nsound\r\n/,
    );
    expect(request?.body.toString()).toMatch(/name="model"\r\n\r\nmy-whisper\r\n/);
    expect(request?.body.toString()).toMatch(/name="language"\r\n\r\nde\r\n/);
  });

  test("goes to its deployment with a dated version", async () => {
    server.script({ body: { text: "Hallo" } });
    await transcribe({ apiVersion: "2024-10-21" });
    expect(server.requests[0]?.url).toBe(
      "/openai/deployments/my-whisper/audio/transcriptions?api-version=2024-10-21",
    );
  });

  test("is sent again whole when the first attempt was refused for rate", async () => {
    server.script({ status: 429, headers: { "retry-after-ms": "1" }, body: {} }, { body: { text: "Hallo" } });
    await transcribe();
    const [first, second] = server.requests.map(({ body }) => body.toString());
    expect(second).toBe(first);
  });
});

describe("binary answers of the SDK", () => {
  test("come as bytes", async () => {
    server.script({ headers: { "content-type": "audio/mpeg" }, body: "sound" });
    const { answer } = await clientTo().withModel("my-tts", purpose, async (openai, model) =>
      Buffer.from(
        await (await openai.audio.speech.create({ model, voice: "alloy", input: "Hello" })).arrayBuffer(),
      ),
    );
    expect(answer.toString()).toBe("sound");
  });
});

describe("calls that the SDK does not know", () => {
  test("send JSON and give the JSON that is answered", async () => {
    server.script({ body: { id: "x" } });
    const answer = await clientTo().json("POST", "/things", { body: { a: 1 }, query: [["q", "a b"]] });
    expect(answer).toEqual({ id: "x" });
    expect(server.requests[0]).toMatchObject({ method: "POST", url: "/openai/v1/things?q=a+b" });
    expect(JSON.parse(server.requests[0]?.body.toString() ?? "")).toEqual({ a: 1 });
  });

  test("may be answered with nothing where they delete", async () => {
    server.script({ status: 204 });
    expect(await clientTo().json("DELETE", path`/things/${"a/b"}`)).toBeUndefined();
    expect(server.requests[0]?.url).toBe("/openai/v1/things/a%2Fb");
  });

  test("send forms with files, and give the JSON that is answered", async () => {
    server.script({ body: { data: [{ id: "y" }] } });
    const file = { field: "image", fileName: "cat.png", data: Buffer.from("cat") };
    expect(await clientTo().form("/images/edits", [["prompt", "A hat"]], [file])).toEqual({
      data: [{ id: "y" }],
    });
    expect(server.requests[0]?.body.toString()).toContain('name="image"; filename="cat.png"');
  });

  test("give bytes and their type", async () => {
    server.script({ headers: { "content-type": "image/png" }, body: "cat" });
    const { data, contentType } = await clientTo().bytes("/things/1/content");
    expect([data.toString(), contentType]).toEqual(["cat", "image/png"]);
  });
});

describe("a path", () => {
  test.each(["", ".", "..", "\ud83d"])("takes no %j as a segment", (segment) => {
    expect(() => path`/files/${segment}/content`).toThrow("can't be part of an address");
  });

  test("has what was put in as one segment", () => {
    expect(path`/files/${"../a?b#c"}/content`).toBe("/files/..%2Fa%3Fb%23c/content");
  });
});

describe("an entry that is not there", () => {
  test.each(kept.map(({ list, idLabel, noun }) => [list, idLabel, noun]))(
    "of %s is told by %s",
    async (list, idLabel, noun) => {
      server.script({ status: 404, body: { error: { code: "not_found", message: "No such thing." } } });
      const { message } = await failureOf(clientTo().json("GET", `${list}/id_1`));
      expect(message).toContain(`Check ${idLabel}: the ${noun} may have been deleted or have expired`);
    },
  );
});
