import fc from "fast-check";
import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run, testKey } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { sendAnswer } from "../../support/scriptedServer";

const server = shareServer();

const seed = 20261125;

const names =
  `x-portkey-provider x-tenant x-team deployment x-author x-assignment country-code x-keyboard token-type
  x-note x-trace x-routing-key x-partition-key x-key-id tier region x-customer-id x-auth-mode x-design x-monkey`
    .trim()
    .split(/\s+/);

/** Words, ids, addresses, versions, and long values that look like keys. */
const value = fc.oneof(
  fc.constantFrom(
    "azure-openai",
    "openai",
    "gpt-4o-2024-11-20",
    "contoso-marketing",
    "de-DE",
    "application/json",
  ),
  fc.uuid(),
  fc.webUrl(),
  fc.stringMatching(/^[A-Za-z0-9._:/-]{1,60}$/),
);
const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 6,
});

const entered = (list: ReadonlyArray<readonly [string, string]>) =>
  list.map(([key, text]) => ({ key, value: text }));
const connectionWith = (list: ReadonlyArray<readonly [string, string]>) =>
  keyConnection(
    `${server.url}/openai/v1?${new URLSearchParams(list.map(([name, text]): [string, string] => [`a-${name}`, text]))}`,
    {
      extraHeaders: entered(list),
      extraQuery: entered(list),
    },
  );

const files: Record<string, (text: string) => object | string> = {
  "/batches/batch_1": (text) => ({
    id: "batch_1",
    object: "batch",
    endpoint: "/v1/chat/completions",
    status: "completed",
    input_file_id: "file-in",
    output_file_id: "file-out",
    created_at: 1,
    metadata: { note: text },
    request_counts: { total: 1, completed: 1, failed: 0 },
  }),
  "/files/file-in/content": (text) =>
    `${JSON.stringify({ custom_id: text, method: "POST", url: "/v1/chat/completions", body: {} })}\n`,
  "/files/file-out/content": (text) =>
    `${JSON.stringify({ custom_id: text, response: { status_code: 200, body: chatAnswer(text).body }, error: null })}\n`,
};

/** A service that says the same text everywhere. */
const sayEverywhere = (text: string) =>
  server.script(({ url }, response) => {
    const path = new URL(url, server.url).pathname.replace("/openai/v1", "");
    const file = files[path]?.(text);
    sendAnswer(
      response,
      file === undefined ? { ...chatAnswer(text), headers: { "x-said": encodeURI(text) } } : { body: file },
    );
  });

it("an answer, an id and a file keep every value of an ordinary header or parameter", async () => {
  const property = fc.asyncProperty(pairs, fc.string(), async (list, word) => {
    const connection = connectionWith(list);
    const text = `${word} ${list.map(([name, said]) => `${name}: ${said}-1, ${encodeURIComponent(said)}`).join("; ")}`;
    sayEverywhere(text);
    const chat = await run("createChatCompletion", { connection, userPrompt: "Hello" });
    expect(chat.data).toMatchObject({ ...(chatAnswer(text).body as object), output_text: text });
    const raw = await run("rawRequest", {
      connection,
      url: "/v1/responses",
      method: "GET",
      responseType: "text",
    });
    expect(raw.data).toBe(JSON.stringify(chatAnswer(text).body));
    const file = await run("downloadFile", { connection, fileId: "file-out" });
    expect(String(file.data)).toBe(files["/files/file-out/content"]?.(text));
    const { data } = await run("getBatchResults", { connection, batchIds: "batch_1" });
    expect(data).toMatchObject({ results: [{ customId: text, output_text: text }] });
  });
  await fc.assert(property, { seed, numRuns: 60 });
});

it("an error keeps the short ones readable", async () => {
  const list: Array<[string, string]> = [
    ["x-portkey-provider", "openai"],
    ["x-portkey-azure-deployment-id", "gpt-4o-of-contoso-2024-11-20"],
  ];
  const message =
    "azure-openai error: the deployment gpt-4o-of-contoso-2024-11-20 does not exist at https://api.openai.com.";
  server.script({ status: 404, body: { error: { message } } });
  const error = await failureOf(
    run("createChatCompletion", { connection: connectionWith(list), userPrompt: "Hello" }),
  );
  expect(error.message).toContain(message);
});

it("a key is cut out beside them, and nothing else", async () => {
  const list: Array<[string, string]> = [["x-tenant", "contoso-marketing"]];
  sayEverywhere(`contoso-marketing has ${testKey}, mail help@contoso-marketing.example`);
  const { data } = await run("createChatCompletion", {
    connection: connectionWith(list),
    userPrompt: "Hello",
  });
  expect(data).toMatchObject({
    output_text: "contoso-marketing has [redacted], mail help@contoso-marketing.example",
  });
});

it("a log with bodies loses the secrets of a prompt that repeats headers, and nothing else", async () => {
  const lines: string[] = [];
  const log = (...values: unknown[]) => void lines.push(values.join(" "));
  const logger = { debug: log, info: log, warn: log, error: log, trace: log, log, metric: log };
  const list: Array<[string, string]> = [
    ["x-tenant", "contoso-marketing"],
    ["x-team-token", "hush-hush-hush-hush"],
  ];
  server.script(chatAnswer());
  await run(
    "rawRequest",
    {
      connection: connectionWith(list),
      url: "/v1/chat/completions",
      method: "POST",
      data: JSON.stringify({
        model: "m",
        messages: [{ role: "user", content: "contoso-marketing, hush-hush-hush-hush" }],
      }),
      debugRequest: "true",
    },
    { logger },
  );
  expect(lines.join("\n")).toContain("contoso-marketing, [redacted]");
  expect(lines.join("\n")).not.toContain("hush-hush");
});
