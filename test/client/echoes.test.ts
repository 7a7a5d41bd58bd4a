import fc from "fast-check";
import type { WireResponse } from "../../src/client/answer/wireResponse";
import { SecretsFilter } from "../../src/client/secrets/SecretsFilter";
import { withoutSecrets } from "../../src/client/secrets/withoutSecrets";
import { chatAnswer } from "../support/answers";
import { keyConnection, run, testKey } from "../support/connector";
import { shareServer } from "../support/hooks";
import { spellings } from "../support/spellings";

const server = shareServer([chatAnswer()]);

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

test.each(["hex", "base64url"] as const)(
  "a key in %s is taken out of an answer, in either case of the digits",
  (form) => {
    const spelled = Buffer.from(testKey).toString(form);
    for (const echo of form === "hex" ? [spelled, spelled.toUpperCase()] : [spelled]) {
      const body = cleaned(`{"dump":"00 ${echo}"}`);
      expect(body).toContain('{"dump":"00 [redacted]');
      expect(body).not.toContain(echo.slice(0, 12));
    }
  },
);
/** A body of a few bytes is looked at in one go. */
const inOneGo = (response: WireResponse, secrets: readonly string[]): WireResponse => {
  const cleaned = withoutSecrets(response, secrets);
  if (cleaned instanceof Promise) throw new Error("It was taken for a large one.");
  return cleaned;
};

test("a response that echoes nothing is handed on as it is", () => {
  const response = {
    status: 200,
    headers: { "content-type": "text/plain" },
    body: Buffer.from("\\u00e9 hello"),
  };
  expect(inOneGo(response, [testKey]).body).toBe(response.body);
  expect(inOneGo(response, ["short"])).toBe(response);
});

const cleaned = (body: string | Buffer, secrets: readonly string[] = [testKey]): string =>
  inOneGo({ status: 200, headers: {}, body: Buffer.from(body as string) }, secrets).body.toString();

const filtered = (
  body: Buffer,
  sizes: readonly number[],
  secrets: readonly string[] = [testKey],
): Buffer[] => {
  const pieces: Buffer[] = [];
  const filter = new SecretsFilter(secrets, (piece) => pieces.push(piece));
  let start = 0;
  for (let index = 0; start < body.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    filter.write(body.subarray(start, start + size));
    start += size;
  }
  // A piece of no bytes changes nothing.
  filter.write(Buffer.alloc(0));
  filter.end();
  return pieces;
};

test.each(spellings)("a key in a body is found %s", (_what, spell) => {
  expect(cleaned(`{"a":"${spell(testKey)}","b":"caf\\u00e9 100% &amp;"}`)).toBe(
    '{"a":"[redacted]","b":"caf\\u00e9 100% &amp;"}',
  );
});

test("a key in a body is found whatever spellings are wrapped in each other", () => {
  const wrapped = fc.array(fc.constantFrom(...spellings.map(([, spell]) => spell)), { maxLength: 4 });
  const property = fc.property(wrapped, (spells) => {
    const spelled = spells.reduce((text, spell) => spell(text), testKey);
    expect(cleaned(`<${spelled}>`)).toBe("<[redacted]>");
  });
  fc.assert(property, { seed: 20261125, numRuns: 1_000 });
});

test("JSON stays JSON where a key is cut out of it, whatever stands around", () => {
  const around = fc.string({
    unit: fc.constantFrom("\\", "\n", '"', "/", "%", "é", "n", "u", "0", ";", "&"),
  });
  const property = fc.property(around, around, (before, after) => {
    const body = JSON.stringify({ text: `${before}${testKey}${after}`, next: 1 });
    const { text, next } = JSON.parse(cleaned(body));
    expect(text).toMatch(/\[redacted\]/);
    expect(text).not.toContain(testKey.slice(0, 12));
    expect(next).toBe(1);
  });
  fc.assert(property, { seed: 20261125, numRuns: 2_000 });
});

test.each([
  ["in another case", testKey.toUpperCase()],
  ["in parts", `${testKey.slice(0, 16)} ${testKey.slice(16)}`],
  ["but for its last letter, where it has a word's beginning", testKey.slice(0, -1)],
])("an answer keeps a key %s", (_what, text) => {
  expect(cleaned(text)).toBe(text);
});

test("a key is found at every place of a large body", () => {
  const piece = 262_144;
  for (const place of [0, piece - 1, piece - 20, piece, piece + 5, 2 * piece - 33, 3 * piece - 40]) {
    const body = Buffer.alloc(3 * piece, "x");
    body.write(testKey, place);
    const expected = `${"x".repeat(place)}[redacted]${"x".repeat(3 * piece - place - testKey.length)}`;
    expect(cleaned(Buffer.from(body)) === expected).toBe(true);
    expect(Buffer.concat(filtered(body, [70_000])).toString() === expected).toBe(true);
  }
});

test("a body in pieces loses what it loses as a whole", () => {
  const part = fc.oneof(
    fc.constantFrom(
      ...spellings.map(([, spell]) => spell(testKey)),
      testKey.slice(0, 20),
      "\\",
      "%",
      "&#",
      "\\u00",
    ),
    fc.string(),
  );
  const property = fc.property(
    fc.array(part, { maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    (parts, sizes) => {
      const body = Buffer.from(parts.join(" "));
      expect(Buffer.concat(filtered(body, sizes)).toString()).toBe(cleaned(body));
    },
  );
  fc.assert(property, { seed: 20261125, numRuns: 1_000 });
});

test("no piece of a large body is long, however it arrives", () => {
  const most = 262_144;
  const words = "caf\\u00e9 100%25 \\u0041 ";
  // Enough for three pieces and a rest.
  const body = Buffer.from(words.repeat(Math.ceil((3.5 * most) / words.length)));
  const arrivals: number[][] = [[1], [7], [65_536], [body.length]];
  for (const sizes of arrivals) {
    const pieces = filtered(body, sizes);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(most);
    expect(Buffer.concat(pieces).equals(body)).toBe(true);
  }
});

test("random bytes that hold no key stay as they are", () => {
  const property = fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
    const body = Buffer.from(bytes);
    expect(inOneGo({ status: 200, headers: {}, body }, [testKey]).body).toBe(body);
    expect(Buffer.concat(filtered(body, [100])).equals(body)).toBe(true);
  });
  fc.assert(property, { seed: 20261125, numRuns: 2_000 });
});

describe("a body of many megabytes", () => {
  const response = (body: Buffer) => ({ status: 200, headers: {}, body });

  it("loses every key, at the edges of its pieces as well, and nothing else", async () => {
    const line = `${testKey} caf\\u00e9 ${"x".repeat(999)}\n`;
    const body = Buffer.from(line.repeat(13_000));
    const cleaned = await withoutSecrets(response(body), [testKey]);
    expect(cleaned.body.equals(Buffer.from(line.replace(testKey, "[redacted]").repeat(13_000)))).toBe(true);
  });

  it("lets others have their turn, and ends when there is no more time", async () => {
    let turns = 0;
    const check = (): void => {
      turns += 1;
      if (turns === 3) throw new Error("No time is left.");
    };
    const cleaning = withoutSecrets(response(Buffer.alloc(40_000_000, "x")), [testKey], check);
    await expect(cleaning).rejects.toThrow("No time is left.");
    expect(turns).toBe(3);
  });
});
