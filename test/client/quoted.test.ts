import fc from "fast-check";
import { quoted } from "../../src/client/endpoint/quoted";

test.each([
  "mars",
  "2024-13-45",
  "v2",
  "2024-10-21-previw",
  "http://login.microsoftonline.com",
  "cognitiveservices.azure.com",
  "login.microsoftonline.con/tenant",
  "my resource",
  "x-ms-client-request-id",
  "my-resource.openai.azure.con",
  "login.partner.microsoftonline.cn/common",
  "https://my resource.openai.azure.com",
  "",
])("%j can't be a secret, and is quoted", (entered) => {
  expect(quoted(entered)).toBe(`"${entered}"`);
});

test.each([
  ["a key of 32 hexadecimal digits", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"],
  ["a key of 84 letters and digits", "Ab3".repeat(28)],
  ["a key of OpenAI", "sk-proj-abc123DEF456ghi789"],
  ["a short one", "sk-test-1a2b3c4d"],
  ["a client secret", "Q~8aZ.tYx-1_bcDEfghIJkl"],
  ["a token", "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2ln"],
  ["an id that may be a gateway's key", "6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"],
  ["letters without a word's length", "abcdefghijklmnopqrstuvwxyz"],
  ["letters of both cases", "QxZvBnMkLpWsEdRf"],
  ["an address with a key behind it", "https://r.openai.azure.com, 0a1b2c3d4e5f6071"],
  ["a line of a settings file", "KEY=aB3dE5gH7"],
  ["what is too long", "word ".repeat(50)],
  ["a passphrase", "seven angry otters dancing"],
  ["a passphrase with a number", "Seven angry otters 42!"],
  ["a passphrase with hyphens", "seven-angry-otters-dancing"],
  ["a passphrase with dots", "seven.angry.otters.dancing"],
  ["a line feed", "one\ntwo"],
  ["a character that turns the line around", "one\u202etwo"],
])("%s may be one, and is not shown", (_what, entered) => {
  expect(quoted(entered)).toBe("what is entered");
  expect(quoted(entered, "this")).toBe("this");
});

test("random keys are not shown", () => {
  const key = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{16,64}$/),
    fc.stringMatching(/^[A-Za-z0-9+/]{20,88}={0,2}$/),
    fc.stringMatching(/^[A-Za-z0-9~_.-]{34,40}$/),
    fc.uuid(),
  );
  // A key of digits alone, or of words and dots, is none that anybody issues.
  const isKey = (text: string) =>
    /[0-9]/.test(text) && /[a-f]/i.test(text) && !/^[0-9]{1,8}(-[0-9]{1,8})*$/.test(text);
  const property = fc.property(key.filter(isKey), (text) => {
    expect(quoted(text)).toBe("what is entered");
  });
  fc.assert(property, { seed: 20261125, numRuns: 3_000 });
});

test("a text that is made to take long is looked at once", () => {
  for (const text of ["a".repeat(1_000_000), "a1".repeat(500_000), "/".repeat(1_000_000)]) {
    expect(quoted(text)).toBe("what is entered");
  }
});
