import type { checkSync as CheckSync } from "recheck";
import { expectNone } from "./expectNone";
import { parseModule } from "./parseModule";
import { sourceFiles } from "./sourceFiles";

// Without its native part, which other platforms have no binary of; read when the library is loaded.
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = require("recheck") as { checkSync: typeof CheckSync };

// Some hundred patterns on a busy machine.
jest.setTimeout(240_000);

const modules = sourceFiles("src").map(({ path, text }) => ({ path, ...parseModule(text) }));

/** Where patterns are made from texts, and why none of them can be slow. */
const makers: Readonly<Record<string, string>> = {
  "src/text/unicodePattern.ts":
    "only compiled, to see whether a builder's pattern is one; limitTime.ts ends it",
};

describe("the patterns of src", () => {
  it("take time in proportion to the text, whatever it is", () => {
    const patterns = modules.flatMap(({ path, patterns: found }) =>
      found.map((pattern) => ({ path, ...pattern })),
    );
    expect(patterns.length).toBeGreaterThan(100);
    expectNone(
      patterns.flatMap(({ path, source, flags }) => {
        const result = checkSync(source, flags, { timeout: 20_000 });
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
