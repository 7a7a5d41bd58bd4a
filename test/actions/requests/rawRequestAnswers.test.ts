import { errorAnswer, htmlPage } from "../../support/answers";
import { capturedLogger, failureOf, testKey } from "../../support/connector";
import { useRawRequestRig } from "./rawRequestRig";

const rig = useRawRequestRig();
const { send } = rig;

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describe("an answer of the type", () => {
  test.each<[string, unknown]>([
    ["an object", { a: [1, null, "ü"], error: null }],
    ["a list", [1, 2]],
    ["a number", 0],
    ["null", null],
    ["text", "x"],
  ])("json is parsed: %s", async (_what, value) => {
    const answer = { headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
    expect(await send(answer)).toStrictEqual({ data: value });
  });

  test("text is text, of whatever kind", async () => {
    const body = '{"custom_id": "1"}\n{"custom_id": "2"}\n';
    expect(await send({ body }, { responseType: "text" })).toStrictEqual({ data: body });
  });

  test("text may be empty", async () => {
    const outcome = send({ body: "" }, { responseType: "text", method: "DELETE" });
    expect(await outcome).toStrictEqual({ data: "" });
  });

  test.each(["binary", "Binary", "arraybuffer"])(
    "%s is a file with its content type",
    async (responseType) => {
      const answer = { headers: { "content-type": "audio/mpeg" }, body: everyByte };
      expect(await send(answer, { responseType })).toStrictEqual({
        data: everyByte,
        contentType: "audio/mpeg",
      });
    },
  );

  test("binary is called octets when the service does not say", async () => {
    expect(await send({ body: everyByte }, { responseType: "binary" })).toMatchObject({
      contentType: "application/octet-stream",
    });
  });

  test("json is the default", async () => {
    expect(await send({ body: { a: 1 } }, { responseType: "" })).toStrictEqual({ data: { a: 1 } });
  });

  test("that does not exist is refused by the label", async () => {
    const failure = await failureOf(send({ body: {} }, { responseType: "xml" }));
    expect(failure.message).toMatch(/^Response Type: .*json, text, binary/);
  });
});

describe("an answer without a body", () => {
  test.each<[string, number]>([
    ["DELETE", 204],
    ["DELETE", 200],
    ["PUT", 201],
    ["POST", 202],
    ["POST", 204],
  ])("is null for %s with status %i", async (method, status) => {
    expect(await send({ status }, { method })).toStrictEqual({ data: null });
  });

  test("is what HEAD gets", async () => {
    expect(await send({ body: { a: 1 } }, { method: "HEAD" })).toStrictEqual({ data: null });
    expect(rig.server.requests[0]?.method).toBe("HEAD");
  });

  test("is an error where JSON was asked for", async () => {
    const failure = await failureOf(send({ status: 200 }));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(failure.message).toMatch(/^Raw Request got something other than an answer .*The body was empty/);
  });
});

describe("an answer that is not what was asked for", () => {
  test("is an error: a web page for JSON", async () => {
    const failure = await failureOf(send(htmlPage()));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 200 });
    expect(failure.message).toContain("A web page arrived in place of data");
  });

  test("is an error: a chat completion without choices", async () => {
    const failure = await failureOf(
      send({ body: { object: "chat.completion" } }, { method: "POST", url: "/chat/completions", data: {} }),
    );
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
  });

  test("names Response Type where text arrives in place of JSON", async () => {
    const body = '{"custom_id": "1"}\n{"custom_id": "2"}\n';
    const answer = { headers: { "content-type": "application/octet-stream" }, body };
    const failure = await failureOf(send(answer, { url: "/files/file-1/content" }));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toContain("Response Type");
  });

  test.each(["json", "text", "binary"])(
    "is the service's error whatever type was asked for: %s",
    async (responseType) => {
      const failure = await failureOf(send(errorAnswer(404), { responseType }));
      expect(failure).toMatchObject({ kind: "notFound", status: 404 });
      expect(failure.message).toContain("The service says 404");
    },
  );

  test.each([404, 500])("tells a path of %s no longer than a line", async (status) => {
    const { message } = await failureOf(
      send(errorAnswer(status), { method: "POST", url: `/things/${"x".repeat(5_000)}` }),
    );
    expect(message).toContain(`/things/${"x".repeat(200)}`);
    expect(message.length).toBeLessThan(1_000);
  });

  test("is a redirect, which is not followed", async () => {
    const answer = { status: 307, headers: { location: "https://example.com/other?x=1" } };
    const failure = await failureOf(send(answer));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 307 });
    expect(failure.message).toContain("https://example.com/other");
  });
});

describe("debugging", () => {
  const logOf = async (debugRequest: unknown) => {
    const captured = capturedLogger();
    const params = { method: "POST", url: "/anything", data: { text: "in the request" }, debugRequest };
    await send({ body: { text: "in the answer", key: testKey } }, params, { logger: captured.logger });
    captured.restore();
    return captured.text();
  };

  test("writes the request and the answer down, without the credential", async () => {
    const log = await logOf("true");
    expect(log).toContain("in the request");
    expect(log).toContain("in the answer");
    expect(log).toContain("/openai/v1/anything");
    expect(log).not.toContain(testKey);
  });

  test.each(["", "false", "off", "0"])("is off: %j", async (debugRequest) => {
    expect(await logOf(debugRequest)).not.toMatch(/in the request|in the answer/);
  });
});
