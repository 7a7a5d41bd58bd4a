/** A repeatable stream of numbers in [0, 1). */
export type Random = () => number;

/** One of the list. */
export const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

/** Stands for an absent field. */
export const absent = Symbol("absent");

/** Stands in JSON for what `JSON.stringify` can't write; `strangeJson` puts the text in its place. */
const rawTexts: Readonly<Record<string, string>> = {
  "@deepLists@": `${"[".repeat(3_000)}${"]".repeat(3_000)}`,
  "@deepObjects@": `${'{"error":'.repeat(3_000)}1${"}".repeat(3_000)}`,
  "@huge@": `"${"a b\\n".repeat(20_000)}"`,
  "@digits@": "123456789012345678901234567890",
  "@infinite@": "1e999",
  "@prototype@": '{"__proto__":{"message":"x"},"constructor":{"prototype":null},"toString":1}',
};

/** JSON of a value in which marks stand for texts that no value gives. */
export const strangeJson = (value: unknown): string =>
  JSON.stringify(value)?.replace(/"(@[a-zA-Z]+@)"/g, (text, mark: string) => rawTexts[mark] ?? text) ??
  "null";

const strangers: ReadonlyArray<(random: Random) => unknown> = [
  () => absent,
  () => null,
  () => "",
  () => "  ",
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e21,
  () => true,
  () => false,
  () => "text",
  () => "\uD83D",
  () => "a\u0000b\u202e\u001b[31m\r\nc",
  () => "__proto__",
  () => "constructor",
  () => "2026-13-45T99:99:99Z",
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => [0, "", null, {}],
  () => ({ length: -1, message: null }),
  () => ({ code: {}, message: ["x"], error: "x" }),
  (random) => pick(random, Object.keys(rawTexts)),
];

/** Anything but what was expected. */
export const strangeValue = (random: Random): unknown => pick(random, strangers)(random);

type Container = Record<string | number, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

/** A place within a value: the container, and under which key. */
const placesIn = (value: Container): Array<[Container, string | number]> =>
  Object.keys(value).flatMap((key) => {
    const child = value[key];
    return [[value, key] as [Container, string], ...(isContainer(child) ? placesIn(child) : [])];
  });

/** The value with one to three of its places made strange, or strange as a whole. */
export const mutated = (value: unknown, random: Random): unknown => {
  if (!isContainer(value) || random() < 0.08) {
    const whole = strangeValue(random);
    return whole === absent ? null : whole;
  }
  const copy = structuredClone(value);
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    const places = placesIn(copy);
    if (places.length === 0) break;
    const [container, key] = pick(random, places);
    const strange = random() < 0.1 ? [container[key], container[key]] : strangeValue(random);
    if (strange === absent) delete container[key];
    else container[key] = strange;
  }
  return copy;
};
