import fc from "fast-check";
import {
  createRedactor,
  headersForLog,
  urlForLog,
  withoutWebTokens,
} from "../../src/client/secrets/redaction";
import { spellings } from "../support/spellings";

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

describe("a secret in a redactor's text", () => {
  const keys = [
    secret,
    "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    'quo"te\\back/slash~&<>=+ %',
    "ÄÖÜ-schlüssel-mit-umlaut",
  ];

  it.each(spellings)("is found %s", (_what, spell) => {
    for (const key of keys) {
      expect(createRedactor([key])(`before ${spell(key)} after`)).toBe("before [redacted] after");
    }
  });

  it("is found whatever spellings are wrapped in each other", () => {
    const wrapped = fc.array(fc.constantFrom(...spellings.map(([, spell]) => spell)), { maxLength: 3 });
    const property = fc.property(wrapped, fc.constantFrom(...keys), (spells, key) => {
      const spelled = spells.reduce((text, spell) => spell(text), key);
      expect(createRedactor([key])(`<${spelled}>`)).toBe("<[redacted]>");
    });
    fc.assert(property, { seed: 20261125, numRuns: 1_000 });
  });

  it("is found as hexadecimal digits", () => {
    const digits = Buffer.from(`key=${secret}&`).toString("hex");
    for (const spelled of [digits, digits.toUpperCase()])
      expect(createRedactor([secret])(spelled)).toBe(`${spelled.slice(0, 8)}[redacted]${spelled.slice(-2)}`);
  });

  it.each([0, 1, 2])("is found in Base64 behind %d other bytes", (count) => {
    const encoded = Buffer.from(`${"u".repeat(count)}${secret}:more`);
    const rest = createRedactor([secret]);
    for (const alphabet of ["base64", "base64url"] as const) {
      const shown = rest(`Basic ${encoded.toString(alphabet)}`);
      const left = Buffer.from(shown.replace("Basic ", "").split("[redacted]")[0] ?? "", "base64").toString();
      expect(shown).toContain("[redacted]");
      expect(left.length).toBeLessThanOrEqual(count + 1);
    }
  });

  it.each([
    ["%", `100%${secret} of it`, "100%[redacted] of it"],
    ["a backslash", `C:\\${secret}`, "C:[redacted]"],
    ["an ampersand", `a&${secret};b`, "a&[redacted];b"],
  ])("is found behind %s, which begins no spelling there", (_what, text, expected) => {
    expect(createRedactor([secret])(text)).toBe(expected);
  });

  it("is found in either case", () => {
    expect(createRedactor([secret])(secret.toUpperCase())).toBe("[redacted]");
  });

  const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${"aB3-_xYz".repeat(180)}.signature_1`;

  it.each([16, 17, 40, 500, token.length - 1])(
    "is found when it is cut off after %d characters",
    (length) => {
      const text = `You sent Bearer ${token.slice(0, length)}…`;
      expect(createRedactor([token])(text)).toBe("You sent Bearer [redacted]…");
    },
  );

  it("is left alone when no more than a word's length of it is there", () => {
    expect(createRedactor([token])(token.slice(0, 15))).toBe(token.slice(0, 15));
  });

  it("is hidden to its last character when a longer beginning follows a shorter one", () => {
    const key = "abababababababababX";
    expect(createRedactor([key])(`abab${key}`)).toBe("[redacted]");
    expect(createRedactor([key])(`${key.slice(0, 16)}${key}`)).toBe("[redacted]");
  });

  it("may be a suspect, of which only a long beginning counts", () => {
    const value = "department-7-of-contoso-gmbh";
    const redact = createRedactor([secret], [value]);
    expect(redact(`${value}, ${secret}`)).toBe("[redacted], [redacted]");
    expect(redact(value.slice(0, 24))).toBe("[redacted]");
    expect(redact(value.slice(0, 20))).toBe(value.slice(0, 20));
  });
});

describe("a text that is made to take long", () => {
  const long = `b${"a".repeat(100_000)}`;
  const special = "-_".repeat(750);

  it.each<[what: string, secret: string, text: string]>([
    ["the end of a long secret without its beginning", long, "a".repeat(1_000_000)],
    ["beginnings of a secret that repeats itself", `${"a".repeat(50_000)}b`, "a".repeat(1_000_000)],
    ["beginnings of a secret of signs", special, special.slice(0, 1_400).concat(" ").repeat(500)],
    ["backslashes", secret, "\\".repeat(1_000_000)],
    ["half an escape", secret, "\\u002".repeat(200_000)],
    ["percent signs within each other", secret, `%${"25".repeat(500_000)}`],
    ["entities that never end", secret, "&amp".repeat(250_000)],
    ["semicolons", secret, ";".repeat(1_000_000)],
  ])("is gone through once: %s", (_what, key, text) => {
    const shown = createRedactor([key])(`${text}${key}`);
    expect(shown.endsWith("[redacted]")).toBe(true);
  });

  it("is gone through once: the beginnings of web tokens", () => {
    const text = "eyJ".repeat(300_000);
    expect(withoutWebTokens(text)).toBe(text);
    expect(withoutWebTokens(`${text} eyJh.eyJi.c-d, and more`)).toBe(`${text} [redacted], and more`);
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

describe("a header in a log has its value", () => {
  it.each([
    ...["accept", "connection", "keep-alive", "openai-version", "apim-request-id", "content-length", "date"],
    ...["openai-processing-ms", "retry-after", "retry-after-ms", "user-agent", "x-ms-region"],
    ...["x-envoy-upstream-service-time", "x-ms-client-request-id", "x-ms-deployment-name", "x-ms-request-id"],
    ...["x-ms-retry-after-ms", "x-should-retry"],
    ...["limit", "remaining", "reset"].flatMap((of) =>
      ["requests", "tokens"].map((what) => `x-ratelimit-${of}-${what}`),
    ),
  ])("where it is %s", (name) => {
    expect(headersForLog({ [name]: "7" })).toEqual({ [name]: "7" });
  });

  it.each(["cookie", "x-api-key", "ocp-apim-subscription-key", "proxy-authorization", "location", ""])(
    "unless it is %j, of which nothing is known",
    (name) => {
      expect(headersForLog({ [name]: "7" })).toEqual({ [name]: "[redacted]" });
    },
  );
});

describe("a URL in a log", () => {
  it.each([
    ["https://h.example/a/b", "https://h.example/a/b"],
    ["https://h.example/a?limit=2&sig=abc#top", "https://h.example/a?limit=2&sig=[redacted]"],
    [
      "https://h.example/a?after=file-1&order=asc&purpose=batch&name=ada",
      "https://h.example/a?after=file-1&order=asc&purpose=batch&name=[redacted]",
    ],
    ["https://joe:pw@h.example/a?api-version=v1", "https://h.example/a?api-version=v1"],
    ["http://127.0.0.1:4010/a?subscription-key=abc", "http://127.0.0.1:4010/a?subscription-key=[redacted]"],
  ])("%s is %s", (url, expected) => {
    expect(urlForLog(new URL(url))).toBe(expected);
  });
});
