import { chatAnswer, resetConnection } from "../../support/answers";
import { debugContext, keyConnection, run, testKey } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { type Exposure, exposureOf, leaksIn } from "../../support/leaks";
import { type ReceivedRequest, type ScriptEntry, sendAnswer } from "../../support/scriptedServer";

const subscriptionKey = "g4teway~Key/ABCDEFGHIJ==0123";
const named = "hush-hush-hus";
/** Under a name that tells nothing: it may be a secret, and may be what a model is asked about. */
const suspect = "finance:2026:a-value-of-36-characters";
const fromEndpoint = "s1gnature%2Bof%2Fthe-link%3D%3D";
const secrets = [testKey, subscriptionKey, named, "s1gnature"];
const fields = {
  subscriptionKey,
  extraHeaders: { "x-route-token": named, "x-note": suspect, "x-team": "finance" },
  extraQuery: { passphrase: named, note: suspect, tier: "gold" },
};

const server = shareServer();

const endpoint = (signature = fromEndpoint) => `${server.url}/openai/v1?sig=${signature}`;
const steps: Array<[what: string, run: (context: Record<string, unknown>) => Promise<unknown>]> = [
  [
    "Create Chat Completion",
    (context) =>
      run(
        "createChatCompletion",
        {
          connection: keyConnection(endpoint(), fields),
          userPrompt: "Hello",
          requestOptions: { maxRetries: "1", retryDelayMS: "0", useExponentialBackoff: "false" },
        },
        context,
      ),
  ],
  [
    "Raw Request",
    (context) =>
      run(
        "rawRequest",
        {
          connection: keyConnection(endpoint(), fields),
          url: "/v1/models",
          method: "GET",
          responseType: "text",
          debugRequest: "true",
        },
        context,
      ),
  ],
];

/** All that came in, said back. */
const echo = ({ url, headers }: ReceivedRequest) => `You sent ${url} ${JSON.stringify(headers)}`;
const answers: Array<[what: string, entry: ScriptEntry]> = [
  ["an answer", chatAnswer()],
  [
    "an error that repeats the request",
    (request, response) =>
      sendAnswer(response, { status: 400, body: { error: { message: echo(request), code: "echo" } } }),
  ],
  [
    "a gateway's flat refusal that repeats it",
    (request, response) =>
      sendAnswer(response, { status: 403, body: { statusCode: 403, message: echo(request) } }),
  ],
  [
    "a page that repeats it",
    (request, response) =>
      sendAnswer(response, { status: 502, body: `<html><title>${echo(request)}</title></html>` }),
  ],
  ["an answer that repeats it", (request, response) => sendAnswer(response, chatAnswer(echo(request)))],
  ["a connection that breaks", resetConnection],
];

describe.each(steps)("%s", (_step, perform) => {
  it.each(answers)("shows none of the gateway's secrets: %s", async (_what, entry) => {
    server.script(entry);
    const exposure: Exposure = await exposureOf((captured) => perform(debugContext(captured)));
    const request = server.requests[0];
    expect(request?.headers).toMatchObject({ "x-route-token": named, "x-note": suspect });
    expect(request?.url).toContain("passphrase=hush-hush-hus");
    expect(leaksIn(exposure, secrets)).toEqual([]);
    const told = exposure.failed ? exposure : { ...exposure, output: "" };
    expect(leaksIn(told, [suspect])).toEqual([]);
  });

  it("leaves a long value whose name tells nothing in an answer", async () => {
    server.script((request, response) => sendAnswer(response, chatAnswer(echo(request))));
    const { output } = await exposureOf((captured) => perform(debugContext(captured)));
    expect(output).toContain(suspect);
  });

  it("does not log what the connection adds to the address, nor values of headers", async () => {
    server.script(chatAnswer());
    const { logged } = await exposureOf((captured) => perform(debugContext(captured)));
    expect(logged).toContain("/openai/v1/");
    expect(logged).not.toMatch(/tier=|gold|sig=|finance/);
  });
});

it("a signature with a plus, which a query reads as a space, is not shown either", async () => {
  server.script((request, response) =>
    sendAnswer(response, { status: 400, body: { error: { message: echo(request) } } }),
  );
  const connection = keyConnection(endpoint("s1gnature+of/the+link=="));
  const exposure = await exposureOf((captured) =>
    run("createChatCompletion", { connection, userPrompt: "Hello" }, debugContext(captured)),
  );
  expect(server.requests[0]?.url).toContain("s1gnature+of");
  expect(leaksIn(exposure, ["s1gnature"])).toEqual([]);
});

it("a long value whose name tells nothing is hidden before a long sentence is cut in it", async () => {
  for (let count = 560; count < 600; count += 4) {
    server.script({ status: 400, body: { error: { message: `${"x".repeat(count)} ${suspect}` } } });
    const connection = keyConnection(server.url, fields);
    const exposure = await exposureOf(() => run("createChatCompletion", { connection, userPrompt: "Hello" }));
    expect(exposure.failed).toBe(true);
    expect(leaksIn(exposure, [suspect])).toEqual([]);
  }
});

it("a short value whose name tells nothing is an ordinary word, and stays readable", async () => {
  const message = "The tier gold of team finance is closed.";
  server.script({ status: 400, body: { error: { message } } });
  const connection = keyConnection(server.url, fields);
  const { output } = await exposureOf(() => run("createChatCompletion", { connection, userPrompt: "Hello" }));
  expect(output).toContain(message);
});
