import { expectNone } from "./expectNone";
import { type SourceFile, sourceFiles } from "./sourceFiles";

/** What outlives a step beside the memories, and why a reset need not reach it. */
const lasting: Readonly<Record<string, string>> = {
  "src/client/clock.ts#current": "the clock, which tests put in place and take back",
  "src/client/network/agents.ts#refusals": "goes with the agent that it tells of",
  "src/client/secrets/undoInPlace.ts#asLetters": "filled in while its module loads",
  "src/client/sdk/sdk.ts#sdkClass": "code that is evaluated on first use",
  "src/tasks/fineTuning/comparableText.ts#kept": "room that the next text takes before it is read",
  "src/text/Memory.ts#memories": "the list of the memories",
  "src/text/isoSeconds.ts#latest": "a second and its text, the same for every step",
  "src/text/splitText.ts#graphemes": "made once, the same for every text",
  "src/text/splitText.ts#sentences": "made once, the same for every text",
  "src/text/tokens.ts#loading": "a table that is read on first use",
  "src/text/unicodePattern.ts#counter": "a pattern whose place is set before each use",
};

/** Changes of a variable by a function, not while the module loads. */
const changes = (name: string): RegExp =>
  new RegExp(
    `^(?: |.*=> ).*\\b${name}(?:\\.(?:set|add|push|unshift|splice|fill)\\(|(?:\\.\\w+|\\[[^\\]]+\\]) (?:[?|&+]*)=(?![=>]))`,
    "m",
  );

const namesIn = (text: string, declared: RegExp): string[] =>
  [...text.matchAll(declared)].map(([, name = ""]) => name);

const empty = /^(?:new (?:Weak)?(?:Map|Set|Ref)\b.*\(\)|\[\]|\{\});$/;

/** The variables of a module, and the members of its classes, that can change and are no `Memory`. */
const rememberedIn = ({ text }: SourceFile): string[] => [
  ...namesIn(text, /^(?:export )?(?:let|var) (\w+)/gm),
  ...namesIn(text, /^ +(?:private |protected |public )?static (?!readonly)(\w+)/gm),
  ...[...text.matchAll(/^(?:export )?const (\w+)(: [^=]+)? = (?!new Memory\b)(.*)/gm)]
    .filter(([, name = "", type = "", value = ""]) =>
      empty.test(value) ? !type.startsWith(": readonly") : changes(name).test(text),
    )
    .map(([, name = ""]) => name),
];

describe("what outlives a step", () => {
  const found = sourceFiles("src").flatMap((file) =>
    rememberedIn(file).map((name) => `${file.path}#${name}`),
  );

  it("is kept in a Memory, which is bounded and can be forgotten", () => {
    expectNone(
      found
        .filter((place) => !lasting[place])
        .map(
          (place) =>
            `${place}: keep it in a Memory of src/text, or say in test/structure/memory.test.ts why not.`,
        ),
    );
  });

  it("is named here as long as it is there", () => {
    expect(Object.keys(lasting).filter((place) => !found.includes(place))).toEqual([]);
  });

  it("is found by a rule that finds what it looks for", () => {
    const text = [
      "let one = 1;",
      "const two = new Map<string, () => number>();",
      "const three: number[] = [];",
      'const four = new Set(["a"]);',
      'const keep = () => four.add("b");',
      "export const five = { a: 1 };",
      "const set = () => { five.a = 2; };",
      "class Six {",
      "  private static count = 0;",
      "  static readonly most = 1;",
      "}",
      "const seven = new Memory<string>(5);",
      'const fill = () => seven.set("a", "b");',
      'const ten = new Set(["a"]);',
      'ten.add("b");',
      "const eight = { a: 1 };",
      "const isSame = eight.a === 1;",
      "const nine = () => {",
      "  const own = [];",
      "};",
    ].join("\n");
    expect(rememberedIn({ path: "a.ts", text })).toEqual(["one", "count", "two", "three", "four", "five"]);
  });
});
