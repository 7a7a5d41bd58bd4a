import { occursIn } from "../../src/text/occursIn";
import { ValueNumbers } from "../../src/text/ValueNumbers";
import { checkContains, checkExact } from "../../src/text/valueChecks";

const rules = { ignoresCase: false, trims: true };

/** A value so many levels deep, and how often what is at its ground was read. */
const deepValue = (levels: number) => {
  let reads = 0;
  let value: object = {
    get ground() {
      reads += 1;
      return "rock";
    },
  };
  for (let level = 0; level < levels; level += 1) value = { level, below: value };
  return { value, reads: () => reads };
};

describe("a deep value is gone through no more often than a flat one", () => {
  const checks: Array<[string, (value: unknown) => void]> = [
    ["exact", (value) => void checkExact(value, deepValue(300).value, rules)],
    ["contains an object that is nowhere", (value) => void checkContains(value, { other: 1 }, rules)],
    ["contains a word that is nowhere", (value) => void checkContains(value, "sand", rules)],
    [
      "contains one of many",
      (value) =>
        void checkContains(
          value,
          Array.from({ length: 50 }, () => "rock"),
          rules,
        ),
    ],
  ];
  it.each(checks)("%s", (_name, check) => {
    const [flat, deep] = [deepValue(1), deepValue(300)];
    check(flat.value);
    check(deep.value);
    expect(deep.reads()).toBeLessThanOrEqual(flat.reads());
  });
});

describe("values have one number", () => {
  it.each([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: undefined, b: 1 }, { b: 1 }, true],
    [{ a: -0 }, { a: 0 }, true],
    [{ at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }, true],
    [[Buffer.from("ab")], [{ type: "Buffer", data: [97, 98] }], true],
    [new Array(2), [undefined, undefined], true],
    [12, "12", true],
    [null, undefined, true],
    [[12], ["12"], false],
    [[null], [undefined], false],
    [["a,b"], ["a", "b"], false],
    [{ 0: "a" }, ["a"], false],
    [[[1], 2], [[1, 2]], false],
    [["#0"], [[]], false],
    ["{}", {}, false],
    ["nothing", null, false],
    [Buffer.from("ab"), "bytes ab", false],
  ])("%j and %j: %s", (left, right, isSame) => {
    const numbers = new ValueNumbers(rules);
    expect(numbers.of(left) === numbers.of(right)).toBe(isSame);
  });
});

describe("a text in a text", () => {
  it.each([1, 2, 3, 4])("is found like the engine finds it (seed %d)", (seed) => {
    let state = seed;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const letters = (length: number) => Array.from({ length }, () => (random(12) ? "a" : "b")).join("");
    for (let round = 0; round < 200; round += 1) {
      const text = letters(800);
      const start = random(600);
      const part = random(2) ? text.slice(start, start + 101 + random(90)) : letters(101 + random(30));
      expect(occursIn(text, part)).toBe(text.includes(part));
    }
  });

  it("is looked for in time that grows with the lengths alone", () => {
    const half = "a".repeat(50_000);
    expect(occursIn("a".repeat(1_000_000), `${half}b${half}`)).toBe(false);
    expect(occursIn(`${"a".repeat(500_000)}b${half}`, `${half}b${half}`)).toBe(true);
  });
});
