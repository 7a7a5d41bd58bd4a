import { type CleanedInput, cleanedInputs, table } from "./cleanedInputs";

const nested = (levels: number): unknown => {
  let value: unknown = "end";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const loop: Record<string, unknown> = { role: "user", content: "x" };
loop.self = loop;
const ring: unknown[] = [];
ring.push([ring]);

const throwing = {
  get name(): string {
    throw new TypeError("Cannot read properties of null");
  },
};
const throwingJson = {
  toJSON: () => {
    throw new RangeError("Invalid time value");
  },
};
const bare = (entries: object): unknown => Object.assign(Object.create(null), entries);

/** What code and other steps hand on now and then, and what no JSON is. */
const odd: Array<[string, unknown]> = [
  ["an object without prototype", bare({ a: 1 })],
  ["an empty object without prototype", bare({})],
  ["a list of them", [bare({ key: "a", value: bare({}) })]],
  ["a pair whose name is one", [{ key: bare({}), value: "x" }]],
  ["a circular object", loop],
  ["a list of circular objects", [loop]],
  ["a circular list", ring],
  ["5,000 levels", nested(5000)],
  ["a list of them", [{ a: nested(5000) }]],
  ["5,000 levels of JSON", `${"[".repeat(5000)}${"]".repeat(5000)}`],
  ["5,000 levels of JSON with a long number", `${"[".repeat(5000)}12345678901234567890${"]".repeat(5000)}`],
  ["an object whose own key is constructor", { constructor: "x" }],
  ["an object whose own key is __proto__", JSON.parse('{"__proto__": {"a": 1}, "toString": 5}')],
  ["a bigint", 5n],
  ["a long bigint", 2n ** 70n],
  ["a list of bigints", [1n, 2n ** 70n]],
  ["objects with bigints", [{ id: 2n ** 70n, role: "user", content: [{ n: 1n }] }]],
  ["a symbol", Symbol("x")],
  ["a function", () => "x"],
  ["a list of odd things", [Symbol("x"), () => "x", undefined, null, Number.NaN]],
  ["NaN", Number.NaN],
  ["an infinity", Number.NEGATIVE_INFINITY],
  ["an invalid date", new Date(Number.NaN)],
  ["a list of invalid dates", [new Date(Number.NaN)]],
  [
    "a map",
    new Map<unknown, unknown>([
      ["a", 1],
      [{}, 2n],
    ]),
  ],
  ["a set", new Set(["a", 1n])],
  ["a promise", Promise.resolve("x")],
  ["a list of promises", [Promise.resolve("x")]],
  ["an error", new RangeError("too far")],
  ["a weak map", new WeakMap()],
  ["a promise", Promise.resolve(1)],
  ["a regular expression", /x/],
  ["a boxed text", Object("text")],
  ["an error", new Error("x")],
  ["an object whose getter throws", throwing],
  ["a list of them", [throwing]],
  ["an object that can't be JSON", throwingJson],
  ["a list of them", [throwingJson]],
  ["half a character", "id-\uD83D"],
  ["the other half", "\uDE00"],
  ["a list of halves", ["\uD83D", "\uDE00"]],
  ["zero bytes in text", "a\0b"],
  ["bytes that are no text", Buffer.from([0xff, 0xfe, 0xfd])],
  ["an empty file", { data: Buffer.alloc(0), contentType: "text/plain" }],
  ["a file that is none", { data: { type: "Buffer", data: ["x", -1, 300] } }],
  ["a file of numbers", new Float64Array([1.5])],
  ["data that is null", { data: null, contentType: null }],
];

const textsIn = (value: unknown, level = 0): string[] => {
  if (typeof value === "string") return [value];
  return Array.isArray(value) && level < 5 ? value.flatMap((entry) => textsIn(entry, level + 1)) : [];
};

/**
 * Cleaners of the inputs that are JSON or files hand texts on; the body of a request is mended as a whole, and half a
 * character in a row of training data, or in a text that becomes a vector, is told with its place.
 */
const handsOn = new Set([
  ...["messages", "records", "validationRecords", "testRecords"],
  ...["data", "formData", "fileData", "jsonLines", "metadata"],
  ...["query", "vectors", "vectorIndex"],
  ...["createEmbeddings.text", "createEmbeddings.texts"],
]);

/** What is wrong with what a cleaner makes of a value, or with how it refuses it. */
const faultOf = ({ clean, key, label, place }: CleanedInput, value: unknown): string | undefined => {
  let cleaned: unknown;
  try {
    cleaned = clean(value);
  } catch (error) {
    const { name, message } = error as Error;
    const isRefusal = name === "Error" && message.startsWith(label) && message.length < 1200;
    return isRefusal ? undefined : `${name}: ${message}`;
  }
  return handsOn.has(key) || handsOn.has(place)
    ? undefined
    : textsIn(cleaned).find((text) => !text.isWellFormed());
};

test.each(table(cleanedInputs))(
  "%s takes odd values, or refuses them by its label in words",
  (_place, input) => {
    const faults = odd.map(([what, value]) => [what, faultOf(input, value)]);
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  },
);
