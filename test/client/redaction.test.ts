import { createRedactor, headersForLog, urlForLog } from "../../src/client/redaction";

const secret = "k3y+Secret/0123==";

describe("a redactor", () => {
  it.each([
    [`a ${secret} b ${secret}`, "a [redacted] b [redacted]"],
    [`?key=${encodeURIComponent(secret)}`, "?key=[redacted]"],
    [secret.slice(0, 8), secret.slice(0, 8)],
    ["", ""],
  ])("turns %j into %j", (text, expected) => {
    expect(createRedactor([secret])(text)).toBe(expected);
  });

  it("takes out the longer of two secrets that begin alike", () => {
    expect(createRedactor(["abcdef", "abcdefghij"])("abcdefghij abcdef")).toBe("[redacted] [redacted]");
  });

  it("knows a secret with quotes and line breaks as JSON spells it", () => {
    const odd = 'pass"word\\with\nall';
    expect(createRedactor([odd])(JSON.stringify({ odd }))).toBe('{"odd":"[redacted]"}');
  });

  it.each([[""], ["a"], ["the"]])("leaves ordinary words alone when the secret is %j", (short) => {
    expect(createRedactor([short])("the cat sat on a mat")).toBe("the cat sat on a mat");
  });

  it("takes a pattern's characters as they are", () => {
    expect(createRedactor(["a.c*e$f^"])("abcdef a.c*e$f^")).toBe("abcdef [redacted]");
  });
});

describe("headers in a log", () => {
  it("have their values by an allow-list, whatever their case", () => {
    const headers = {
      Authorization: "Bearer x",
      "api-key": "x",
      "Set-Cookie": ["a=1", "b=2"],
      "X-Unknown": "x",
      "Content-Type": "application/json",
      "X-Request-Id": "r",
    };
    expect(headersForLog(headers)).toEqual({
      authorization: "[redacted]",
      "api-key": "[redacted]",
      "set-cookie": "[redacted]",
      "x-unknown": "[redacted]",
      "content-type": "application/json",
      "x-request-id": "r",
    });
  });
});

describe("a URL in a log", () => {
  it.each([
    ["https://h.example/a/b", "https://h.example/a/b"],
    ["https://h.example/a?limit=2&sig=abc#top", "https://h.example/a?limit=2&sig=[redacted]"],
    ["https://joe:pw@h.example/a?api-version=v1", "https://h.example/a?api-version=v1"],
    ["http://127.0.0.1:4010/a?subscription-key=abc", "http://127.0.0.1:4010/a?subscription-key=[redacted]"],
  ])("%s is %s", (url, expected) => {
    expect(urlForLog(new URL(url))).toBe(expected);
  });
});
