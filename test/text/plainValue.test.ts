import { jsonText, plainValue } from "../../src/text/plainValue";

const plainOf = (value: unknown): unknown => {
  const plain = plainValue(value);
  if ("problem" in plain) throw new Error(plain.problem);
  return plain.value;
};

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
};

describe("a plain value", () => {
  test.each<[unknown, unknown]>([
    [10n, 10],
    [-10n, -10],
    [2n ** 64n, "18446744073709551616"],
    [{ a: [2n ** 53n] }, { a: ["9007199254740992"] }],
    [
      new Map<unknown, unknown>([
        ["a", 1n],
        [2, new Map()],
      ]),
      { a: 1, "2": {} },
    ],
    [{ set: new Set([1n, "a"]) }, { set: [1, "a"] }],
    [{ toJSON: () => ({ id: 5n }) }, { id: 5 }],
    [{ link: new URL("https://a.example/x") }, { link: "https://a.example/x" }],
    [JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}')],
  ])("of %p is %p", (value, plain) => {
    expect(plainOf(value)).toEqual(plain);
  });

  test("is the same object where nothing changes", () => {
    const file = Buffer.from("x");
    const value = { a: [1, { b: null }], when: new Date(0), file, wrapped: { data: file } };
    expect(plainOf(value)).toBe(value);
    const partly = { changed: [1n], kept: { deep: [1] } };
    expect((plainOf(partly) as typeof partly).kept).toBe(partly.kept);
    expect(partly.changed).toEqual([1n]);
  });

  test("may hold the same object twice, which is no loop", () => {
    const shared = { a: 1 };
    expect(plainOf([shared, shared, { shared }])).toEqual([shared, shared, { shared }]);
  });

  test("has 500 levels at most", () => {
    expect(plainOf(nested(500))).toEqual(nested(500));
    expect(plainValue(nested(501))).toMatchObject({ problem: "is nested more than 500 levels deep" });
  });

  test("that is still awaited is a problem with its place", () => {
    expect(plainValue({ rows: [1, Promise.resolve(2)] })).toEqual({
      problem: "is a promise, whose result has to be awaited",
      path: ["rows", "1"],
    });
  });

  test("that holds itself is a problem with its place", () => {
    const loop: Record<string, unknown> = {};
    loop.a = [{ b: loop }];
    expect(plainValue(loop)).toEqual({ problem: "holds itself", path: ["a", "0", "b"] });
  });
});

test("a boxed number, text or boolean is what it would be in JSON", () => {
  const boxed = { n: Object(5), t: Object("a"), b: Object(false), big: Object(2n ** 64n) };
  expect(plainValue(boxed)).toEqual({ value: { n: 5, t: "a", b: false, big: "18446744073709551616" } });
});

describe("the JSON of any value", () => {
  const loop: unknown[] = [];
  loop.push(loop);

  test.each<[unknown, string]>([
    [{ id: 2n ** 64n, n: 1n }, '{"id":"18446744073709551616","n":1}'],
    [{ when: new Date(0) }, '{"when":"1970-01-01T00:00:00.000Z"}'],
    [Buffer.from("abc"), "[a file, 3 bytes]"],
    [{ data: Buffer.from("a"), contentType: "x" }, '{"data":"[a file, 1 byte]","contentType":"x"}'],
    [{ f: new Uint8Array(2) }, '{"f":"[a file, 2 bytes]"}'],
    [JSON.parse(JSON.stringify({ f: Buffer.from("%PDF-1.7\n") })), '{"f":"[a PDF, 9 bytes]"}'],
    [{ cause: new RangeError("too far") }, '{"cause":"RangeError: too far"}'],
    [[/^a+$/u], '["/^a+$/u"]'],
    [Object.create(null), "{}"],
    [loop, "[a value that holds itself]"],
    [nested(5000), "[a value that is nested more than 500 levels deep]"],
    [undefined, "[a undefined]"],
    [() => 1, "[a function]"],
    [Symbol("x"), "[a symbol]"],
    [Number.NaN, "null"],
  ])("of %p is %s", (value, json) => {
    expect(jsonText(value)).toBe(json);
  });
});
