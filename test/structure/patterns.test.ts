import type { checkSync as CheckSync } from "recheck";
import { expectNone } from "./expectNone";
import { parseModule } from "./parseModule";
import { sourceFiles } from "./sourceFiles";

// Without its native part, which other platforms have no binary of; read when the library is loaded.
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = require("recheck") as { checkSync: typeof CheckSync };

// Some hundred patterns, on a machine as busy as can be.
jest.setTimeout(900_000);

const modules = sourceFiles("src").map(({ path, text }) => ({ path, ...parseModule(text) }));

/** A group that is repeated often, or without an end where a part of it is repeated up to a bound. */
const repeatedGroup = /\)\{|\}[^()]*\)[*+]/;

/**
 * No clock ends a judgment or makes it stricter, so that a busy machine only takes longer. Up to so many repetitions
 * are judged by the automaton, which is exact and fast. A group that is repeated often may cost much within its bound,
 * which an automaton does not see, and one with a bounded part grows to an automaton that is given up after seconds:
 * both are left to trials.
 */
const judge = (source: string, flags: string): ReturnType<typeof checkSync> => {
  const settings = { timeout: null, attackTimeout: null, incubationTimeout: null };
  return checkSync(
    source,
    flags,
    repeatedGroup.test(source) ? settings : { ...settings, maxRepeatCount: 1000 },
  );
};

const judged = new Map<string, ReturnType<typeof checkSync>>();

/** What is said of a pattern, once for all places that have it. */
const judgeOnce = (source: string, flags: string): ReturnType<typeof checkSync> => {
  const key = `/${source}/${flags}`;
  const result = judged.get(key) ?? judge(source, flags);
  judged.set(key, result);
  return result;
};

/** Where patterns are made from texts, and why none of them can be slow. */
const makers: Readonly<Record<string, string>> = {
  "src/text/unicodePattern.ts":
    "only compiled, to see whether a builder's pattern is one; limitTime.ts ends it",
  "src/text/translation/keptSpans.ts": "a choice of words, each of which is tried once at each place",
  "src/text/redaction/patternFinder.ts": "patternProblem.ts has refused what takes more than linear time",
  "src/text/redaction/patternProblem.ts": "tries single characters of a class of a builder's pattern",
};

describe("the patterns of src", () => {
  it("take time in proportion to the text, whatever it is", () => {
    const patterns = modules.flatMap(({ path, patterns: found }) =>
      found.map((pattern) => ({ path, ...pattern })),
    );
    expect(patterns.length).toBeGreaterThan(100);
    expectNone(
      patterns.flatMap(({ path, source, flags }) => {
        const result = judgeOnce(source, flags);
        if (result.status === "safe") return [];
        const why =
          result.status === "unknown" ? `can't be judged (${result.error.kind})` : result.complexity.summary;
        return [`${path}: /${source}/${flags} is ${why}: write it so that each place is tried once.`];
      }),
    );
  });

  it("are written out, but for those that are known", () => {
    expectNone(
      modules
        .filter(({ path, madePatternCount }) => madePatternCount > 0 && !(path in makers))
        .map(
          ({ path }) => `${path} makes a pattern from a text: write it out, or say here why it is harmless.`,
        ),
    );
  });
});
