import { failureOf, run } from "../../support/connector";

const redact = async (text: unknown, params: Record<string, unknown> = {}) =>
  (await run("redactText", { text, ...params })).data as {
    output_text: string;
    map: Array<{ mark: string; kind: string; value: string }>;
    counts: Record<string, number>;
  };

const restore = async (text: unknown, map: unknown) => (await run("restoreText", { text, map })).data;

const letter =
  "Ada Lovelace (ada@example.com, +44 20 7946 0958) paid with 4111 1111 1111 1111 from 10.0.0.1, " +
  "MAC 00:1a:2b:3c:4d:5e, to DE89370400440532013000 for CUST-123456. Ada@example.com is Ada’s.";

describe("Redact Text", () => {
  test("masks every kind, gives the map and the counts, and can be undone", async () => {
    const data = await redact(letter, { names: ["Ada", "Ada Lovelace"], patterns: ["CUST-\\d{6}"] });
    expect(data.output_text).toBe(
      "[NAME_1] ([EMAIL_1], [PHONE_1]) paid with [CARD_1] from [IP_1], " +
        "MAC [MAC_1], to [IBAN_1] for [PATTERN_1]. [EMAIL_2] is [NAME_2]’s.",
    );
    expect(data.map[0]).toEqual({ mark: "[NAME_1]", kind: "name", value: "Ada Lovelace" });
    expect(data.counts).toEqual({
      ...{ total: 10, email: 2, phone: 1, card: 1, iban: 1 },
      ...{ ipAddress: 1, macAddress: 1, name: 2, pattern: 1 },
    });
    expect(await restore(data.output_text, data.map)).toEqual({
      output_text: letter,
      restored: letter,
      damaged: [],
    });
  });

  test("looks only for what is chosen", async () => {
    const off = { emailAddresses: "false", phoneNumbers: "false", paymentCards: "false", ibans: "false" };
    const { output_text } = await redact(letter, off);
    expect(output_text).toBe(letter.replace("10.0.0.1", "[IP_1]").replace("00:1a:2b:3c:4d:5e", "[MAC_1]"));
    const failure = await failureOf(redact(letter, { ...off, machineAddresses: "false" }));
    expect(failure.message).toBe(
      "Redact Text: nothing is looked for. Set one of its kinds to true, or enter Names.",
    );
  });

  test("keeps the marks of an earlier text", async () => {
    const first = await redact("a@x.org");
    const second = await redact("b@x.org, then a@x.org", { map: first.map });
    expect(second.output_text).toBe("[EMAIL_2], then [EMAIL_1]");
    expect(second.map.map(({ value }) => value)).toEqual(["a@x.org", "b@x.org"]);
  });

  test.each([
    [{ patterns: ["CUST-\\d+", "(a+)+$"] }, 'Patterns: entry 2, "(a+)+$": (a+)+ repeats without end'],
    [{ patterns: ["["] }, 'Patterns: entry 1, "[": it is not a regular expression.'],
    [{ names: ["Ada", "--"] }, 'Names: entry 2, "--", is not accepted.'],
    [{ names: ["x".repeat(201)] }, "Names: entry 1,"],
    [{ text: "" }, "Text: it is empty."],
  ])("refuses %j by its label", async (params, message) => {
    expect((await failureOf(redact(letter, params))).message).toContain(message);
  });
});

describe("Restore Text", () => {
  const map = [
    { mark: "[EMAIL_1]", kind: "email", value: "ada@example.com" },
    { mark: "[PATTERN_1]", kind: "pattern", value: 'the "first"' },
  ];

  test("restores texts and names in JSON of an earlier step, and files stay", async () => {
    const file = Buffer.from("[EMAIL_1]");
    const given = { to: ["[EMAIL_1]"], "[EMAIL_1]": { a: "[PATTERN_1]", n: 1, none: null }, file };
    const restored = {
      to: ["ada@example.com"],
      "ada@example.com": { a: 'the "first"', n: 1, none: null },
      file,
    };
    expect(await restore(given, map)).toMatchObject({ restored, damaged: [] });
    expect(await restore({ a: "[EMAIL_1]" }, map)).toMatchObject({ output_text: '{"a":"ada@example.com"}' });
  });

  test("escapes values within JSON that is a text", async () => {
    const { output_text } = (await restore('{"a":"[PATTERN_1]"}', JSON.stringify(map))) as {
      output_text: string;
    };
    expect(JSON.parse(output_text)).toEqual({ a: 'the "first"' });
  });

  test("never guesses: a damaged mark stays and is told", async () => {
    expect(await restore("<EMAIL_1> [EMAIL_2] [EMAIL_1]", map)).toEqual({
      output_text: "<EMAIL_1> [EMAIL_2] ada@example.com",
      restored: "<EMAIL_1> [EMAIL_2] ada@example.com",
      damaged: ["<EMAIL_1>", "[EMAIL_2]"],
    });
  });

  test.each<[text: unknown, map: unknown, message: string]>([
    ["x", "{}", "Map: this is not a list."],
    ["x", [{ mark: "EMAIL_1", kind: "email", value: "a" }], "Map: entry 1 has no mark, kind and value."],
    ["x", [map[0], null], "Map: entry 2 has no mark, kind and value."],
    ["x", [map[0], { ...map[0], value: "b" }], "Map: entry 2: [EMAIL_1] stands for two values."],
    ["", map, "Text or JSON: it is empty."],
    ["x", "", "Map: it is empty."],
  ])("of %j with %j is refused", async (text, given, message) => {
    expect((await failureOf(restore(text, given))).message).toContain(message);
  });
});
