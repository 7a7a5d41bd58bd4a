import fc from "fast-check";
import { createRedactor } from "../../src/client/secrets/redaction";
import { SecretsFilter } from "../../src/client/secrets/SecretsFilter";
import { withoutSecrets } from "../../src/client/secrets/withoutSecrets";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shownByError } from "../support/leaks";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer";

const keys = {
  "of hexadecimal digits": "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
  "of Azure": "4TqAkz9XbY2mNw7PfR1sLdV8hJcG5eU3oQiZtB6yKx0JQQJ99BAACYeBjFXJ3w3AAABACOGa1Bc",
  "of OpenAI": "sk-proj-7uV8wX9yZ0aB1cD2eF3gH4iJ5kL-mN_6oP",
  "of an app": "Zx8Q~h2K.mN-4pR_7tV~w9Yb1Cd3Fg5",
};
const cases = Object.entries(keys);

const inAnswer = (text: string, secret: string): string => {
  const cleaned = withoutSecrets({ status: 200, headers: {}, body: Buffer.from(text) }, [secret]);
  if (cleaned instanceof Promise) throw new Error("It was taken for a large one.");
  return cleaned.body.toString();
};
const inError = (text: string, secret: string): string => createRedactor([secret])(text);

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

describe.each(cases)("a key %s", (_what, key) => {
  const rows: Array<[what: string, piece: string]> = [
    ["without its first character", key.slice(1)],
    ["its last 20 characters", key.slice(-20)],
    ["its last 12 characters", key.slice(-12)],
    ["its first 20 characters", key.slice(0, 20)],
    ["without its last character", key.slice(0, -1)],
  ];
  it.each(rows)("is cut out of answers and errors: %s", (_piece, piece) => {
    expect(inAnswer(`Key (${piece}).`, key)).toBe("Key ([redacted]).");
    expect(inError(`Key (${piece}).`, key)).toBe("Key ([redacted]).");
  });

  it.each(["...", "****", "\u2026", "\u2022\u2022", "XXXX", "\\u2026"])(
    "is cut out where its last 8 characters stand behind %s",
    (mask) => {
      const [before, after] = [`{"key":"${mask}`, '","n":1}'];
      const shown = inAnswer(`${before}${key.slice(-8)}${after}`, key);
      expect(shown).toBe(`${before}[hidden]${after}`);
      expect(inError(mask + key.slice(-8), key)).toBe(`${mask}[redacted]`);
    },
  );

  it("stays where fewer of its last characters tell it from others", () => {
    const text = `Key ...${key.slice(-7)}, ${key.slice(0, 8)}...`;
    expect(inAnswer(text, key)).toBe(text);
    expect(inError(text, key)).toBe(text);
  });

  it("is found in Base64 of Base64, behind what a header has before it", () => {
    for (const before of ["", "Bearer ", "user:", "api-key: "]) {
      for (const alphabet of ["base64", "base64url"] as const) {
        const once = Buffer.from(`${before}${key}`).toString(alphabet);
        for (const encoded of [
          once,
          Buffer.from(once).toString("base64"),
          Buffer.from(once).toString("base64url"),
        ]) {
          for (const shown of [inAnswer(encoded, key), inError(encoded, key)]) {
            expect(shown).toContain("[redacted]");
            expect(shown.length).toBeLessThan(before.length * 2 + 24);
          }
        }
      }
    }
  });

  it("is not told by its end through an action, in an answer or an error", async () => {
    const end = key.slice(-12);
    const connection = keyConnection(server.url, { apiKey: key });
    server.script(chatAnswer(`Your key ends in ${end}.`), {
      status: 401,
      body: { error: { message: `Incorrect API key provided: ****${end}.` } },
    });
    const { data } = await run("createChatCompletion", { connection, userPrompt: "Hello" });
    expect(JSON.stringify(data)).toContain("Your key ends in [redacted].");
    const error = await failureOf(run("createChatCompletion", { connection, userPrompt: "Hello" }));
    expect(error.message).toContain("****[redacted]");
    expect(shownByError(error)).not.toContain(end);
  });
});

describe("content that happens to end or begin as a secret does stays in an answer", () => {
  it.each([
    ["contoso-finance-production", "It runs in ...production, of contoso-finance."],
    ["team-europe-gpt-4o-mini", "gpt-4o-mini answered, not ...europe."],
    ["correct horse battery staple", "horse battery staple, ...y staple"],
    [
      "sr=https%3A%2F%2Fcontoso.example&sig=a1B2c3D4e5&skn=RootManageSharedAccessKey",
      "sr=https%3A%2F%2Fother RootManageSharedAccessKey",
    ],
    [
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl",
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ",
    ],
  ])("%s", (secret, text) => {
    expect(inAnswer(text, secret)).toBe(text);
    expect(inAnswer(`${text} ${secret}`, secret)).toBe(`${text} [redacted]`);
  });
});

it("random words lose nothing to a random key", () => {
  const key = fc.stringMatching(/^[A-Za-z0-9]{32,84}$/);
  const words = fc.stringMatching(/^([a-z]{2,9}[ .,-]|[0-9]{1,4} ){1,40}$/);
  const property = fc.property(key, words, (secret, text) => {
    expect(inAnswer(text, secret)).toBe(text);
  });
  fc.assert(property, { seed: 20261126, numRuns: 500 });
});

it("pieces in a body that arrives in pieces are lost as in the whole", () => {
  const key = keys["of OpenAI"];
  const part = fc.oneof(
    fc.integer({ min: 1, max: key.length }).map((length) => key.slice(-length)),
    fc.integer({ min: 1, max: key.length }).map((length) => key.slice(0, length)),
    fc.constantFrom("...", " ", "**"),
  );
  const property = fc.property(
    fc.array(part, { maxLength: 12 }),
    fc.integer({ min: 1, max: 9 }),
    (parts, size) => {
      const body = Buffer.from(parts.join(""));
      const pieces: Buffer[] = [];
      const filter = new SecretsFilter([key], (piece) => pieces.push(piece));
      for (let start = 0; start < body.length; start += size)
        filter.write(body.subarray(start, start + size));
      filter.end();
      expect(Buffer.concat(pieces).toString()).toBe(inAnswer(body.toString(), key));
    },
  );
  fc.assert(property, { seed: 20261126, numRuns: 300 });
});

it("ends of a secret that repeats itself are gone through once", () => {
  const secret = "a1B2c3D4".repeat(2_000);
  const text = "x1B2c3D4".concat("a1B2c3D4".repeat(60_000));
  expect(inError(text, secret).endsWith("[redacted]")).toBe(true);
});
