import { absent, pick, type Random } from "./strangeValues";

class Row {
  id = 1;
  private readonly secret = "x";
  show(): string {
    return this.secret;
  }
}

const circular = (): unknown => {
  const value: Record<string, unknown> = { name: "circular" };
  value["self"] = [value];
  return value;
};

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return value;
};

const withoutPrototype = (): unknown => Object.assign(Object.create(null), { a: 1, b: "x" });

const odd: ReadonlyArray<() => unknown> = [
  () => absent,
  () => null,
  () => undefined,
  () => "",
  () => " \u00a0\u200b",
  () => 0,
  () => -1,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 12345678901234567890n,
  () => true,
  () => Symbol.iterator,
  () => () => "a function",
  () => new Date(0),
  () => new Date(Number.NaN),
  () => new Map([["a", 1]]),
  () => new Set(["a"]),
  () => /x/g,
  () => new Error("an error"),
  () => new Row(),
  () => [new Row(), null],
  () => withoutPrototype(),
  () => [withoutPrototype()],
  () => circular(),
  () => [circular()],
  () => nested(5_000),
  () => JSON.stringify(nested(3_000)),
  () => "{".repeat(5_000),
  () => "cut \uD83D",
  () => "\uFEFFtext",
  () => "a\u0000b\r\nc",
  () => "x".repeat(100_000),
  () => "{{x",
  () => "{{x}}",
  () => '{"a":',
  () => "[1,2",
  () => "[null]",
  () => '{"constructor":1}',
  () => ({ constructor: 1 }),
  () => JSON.parse('{"__proto__":{"a":1}}'),
  () => [],
  () => [null],
  () => [[]],
  () => [undefined, 5n],
  () => Array(3),
  () => ({}),
  () => Buffer.from([255, 254, 0, 1]),
  () => new Uint8Array([1, 2, 3]),
  () => new ArrayBuffer(4),
  () => ({ data: null }),
  () => ({ data: Buffer.from("x"), contentType: 7 }),
  () => ({ data: { type: "Buffer", data: [1, null, "x"] } }),
  () => [{ key: null, value: null }],
  () => [{ key: "a", value: 5n }],
  () => [{ key: "cut \uD83D", value: "cut \uD83D" }],
  () => [{ key: "__proto__", value: "x" }],
];

/** A value that no form gives and code or a reference may. */
export const oddInput = (random: Random): unknown => pick(random, odd)();
