import type { Mutant } from "../../../bench/mutation/mutant";
import { mutationScore } from "../../../bench/mutation/mutationScore";
import { nearestTests } from "../../../bench/mutation/nearestTests";
import { describeVerdict, summarize } from "../../../bench/mutation/report";
import { shuffle } from "../../../bench/mutation/shuffle";
import type { TestFile } from "../../../bench/mutation/testFile";

/** What jest makes of the module that is its testSequencer. */
type Sequencer = new () => { sort: (tests: Array<{ path: string }>) => Array<{ path: string }> };

const mutant: Mutant = {
  ...{ id: "7", file: "src/client/retry/retryDelay.ts", kind: "ArithmeticOperator" },
  range: { start: { line: 11, column: 2 }, end: { line: 12, column: 11 } },
  ...{ original: "untilMs\n    - nowMs", replacement: "untilMs + nowMs" },
};

const testFile = (name: string, tests: string[], loading: string[] = []): TestFile => ({
  ...{ name, durationMs: 1000 },
  tests: new Set(tests),
  loading: new Set(loading),
});

describe("a sample", () => {
  const items = Array.from({ length: 1000 }, (_, index) => index);

  it("is the same for the same seed, and another for another", () => {
    expect(shuffle(items, 1)).toEqual(shuffle(items, 1));
    expect(shuffle(items, 1)).not.toEqual(shuffle(items, 2));
  });

  it("has each item once, and changes nothing of what it is given", () => {
    expect(shuffle(items, 1).toSorted((left, right) => left - right)).toEqual(items);
    expect(items[0]).toBe(0);
  });

  it("begins with each item about as often", () => {
    const first = Array.from({ length: 3000 }, (_, seed) => shuffle(["a", "b", "c"], seed)[0]);
    const counts = ["a", "b", "c"].map((letter) => first.filter((one) => one === letter).length);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });
});

describe("the tests that are asked", () => {
  it("are those that pass the change, while they run before those that only load it", () => {
    const files = [
      testFile("test/client/loads.test.ts", [], ["7"]),
      testFile("test/client/other.test.ts", ["8"]),
      testFile("test/text/runs.test.ts", ["7"]),
    ];
    expect(nearestTests(mutant, files).map(({ name }) => name)).toEqual([
      "test/text/runs.test.ts",
      "test/client/loads.test.ts",
    ]);
  });

  it("begin with what is named for the file, then with the same folders, then with what passes little else", () => {
    const files = [
      testFile("test/actions/chat/far.test.ts", ["7"]),
      testFile("test/client/wide.test.ts", ["7", "8", "9"]),
      testFile("test/client/narrow.test.ts", ["7", "8"]),
      testFile("test/client/retry/near.test.ts", ["7", "8", "9"]),
      testFile("test/other/retryDelay.test.ts", [], ["7", "8", "9"]),
    ];
    expect(nearestTests(mutant, files).map(({ name }) => name)).toEqual([
      "test/other/retryDelay.test.ts",
      "test/client/retry/near.test.ts",
      "test/client/narrow.test.ts",
      "test/client/wide.test.ts",
      "test/actions/chat/far.test.ts",
    ]);
  });

  it("run in the order in which they are named", () => {
    const KeepOrder: Sequencer = jest.requireActual("../../../bench/mutation/KeepOrder.cjs");
    process.env["MUTATION_ORDER"] = "test/b.test.ts\ntest/a.test.ts";
    const tests = ["/copy/test/a.test.ts", "/copy/test/b.test.ts"].map((path) => ({ path }));
    expect(new KeepOrder().sort(tests).map(({ path }) => path)).toEqual([
      "/copy/test/b.test.ts",
      "/copy/test/a.test.ts",
    ]);
    delete process.env["MUTATION_ORDER"];
  });
});

describe("the score", () => {
  it("has the interval that Wilson gives", () => {
    const { share, least, most } = mutationScore(340, 400, 60_000);
    expect(share).toBe(0.85);
    expect(least).toBeCloseTo(0.8117, 3);
    expect(most).toBeCloseTo(0.8817, 3);
  });

  it("has a wide interval where few were judged", () => {
    const { least, most } = mutationScore(4, 5, 60_000);
    expect(least).toBeCloseTo(0.3755, 3);
    expect(most).toBeCloseTo(0.9638, 3);
  });

  it("is exact where all were judged, and unknown where none was", () => {
    expect(mutationScore(3, 4, 4)).toEqual({ share: 0.75, least: 0.75, most: 0.75 });
    expect(mutationScore(0, 0, 4)).toEqual({ share: Number.NaN, least: 0, most: 1 });
  });
});

describe("the report", () => {
  it("says where a change is, what it is and what noticed it, on one line", () => {
    expect(describeVerdict({ mutant, fate: "killed", by: "test/a.test.ts: waits", unasked: 3 })).toBe(
      "killed src/client/retry/retryDelay.ts:12:3 ArithmeticOperator: untilMs - nowMs → untilMs + nowMs (test/a.test.ts: waits)",
    );
  });

  it("says where not every test file was asked", () => {
    const line = describeVerdict({ mutant, fate: "survived", unasked: 3 });
    expect(line).toMatch(/^survived src.* → untilMs \+ nowMs \(3 test files were not asked\)$/);
  });

  it("counts what does not end as noticed, and what no test passes as unnoticed", () => {
    const fates = ["killed", "endless", "survived", "uncovered"] as const;
    const { text, share } = summarize(
      fates.map((fate) => ({ mutant, fate, unasked: 0 })),
      4,
    );
    expect(share).toBe(0.5);
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/^survived src/),
      expect.stringMatching(/^uncovered src/),
      "",
      "50.0 % noticed (95 % interval 50.0 % to 50.0 %): 4 judged of 4,",
      "1 killed, 1 endless, 1 survived, 1 passed by no test.",
    ]);
  });
});
