import type { ComponentDefinition, InputDefinition } from "../../scripts/documentation/definition";
import { exampleBlock } from "../../scripts/documentation/exampleBlock";
import { inputTable, overviewTable, sharedInputs } from "../../scripts/documentation/inputTable";
import { documentationOf, documentationProblem, manualOf } from "../../scripts/documentation/manual";
import { asCode, escapeCell, markdownTable } from "../../scripts/documentation/markdownTable";
import { outputTable } from "../../scripts/documentation/outputTable";
import { fillPage } from "../../scripts/documentation/pages";

const input = (properties: Partial<InputDefinition>): InputDefinition => ({
  key: "one",
  label: "One",
  type: "string",
  comments: "The one.",
  ...properties,
});

const rowsIn = (table: string): string[] => table.split("\n").slice(2);

const rowsOf = (...inputs: InputDefinition[]): string[] => rowsIn(inputTable(inputs));

describe("an input table", () => {
  it.each<[string, Partial<InputDefinition>, string]>([
    ["an optional input", {}, "| One | The one. | |"],
    ["a required input", { required: true }, "| One (required) | The one. | |"],
    ["a default", { default: "v1" }, "| One | The one. | `v1` |"],
    ["a default of false", { type: "boolean", default: "false" }, "| One | The one. | `false` |"],
    ["a default that is not text", { default: [1] }, "| One | The one. | `[1]` |"],
    ["no default of a secret", { type: "password", default: "x" }, "| One | The one. | |"],
    [
      "choices, in words where they have any",
      {
        model: [
          { label: "a", value: "a" },
          { label: "The second", value: "b" },
        ],
      },
      "| One | The one. Choices: `a`, The second (`b`). | |",
    ],
    ["a list", { collection: "valuelist" }, "| One | The one. A list of values. | |"],
    ["pairs", { collection: "keyvaluelist" }, "| One | The one. A list of keys and values. | |"],
    [
      "pairs whose keys have a label",
      { collection: "keyvaluelist", keyLabel: "Term" },
      "| One | The one. A list of keys (Term) and values. | |",
    ],
    [
      "a data source",
      { dataSource: "selectModel" },
      "| One | The one. Choices come from the data source `selectModel`. | |",
    ],
  ])("shows %s", (_what, properties, expected) => {
    expect(rowsOf(input(properties))).toEqual([expected]);
  });

  it("shows the members of a group under its label", () => {
    const group = input({ label: "Options", type: "structuredObject", inputs: [input({ label: "Wait" })] });
    expect(rowsOf(group)).toEqual(["| Options | The one. | |", "| Options › Wait | The one. | |"]);
  });

  it("holds its cells together, whatever is in them", () => {
    expect(escapeCell(" a|b\r\n  c <d> & e ")).toBe("a\\|b<br />  c &lt;d&gt; &amp; e");
    expect([asCode("a|b"), asCode("a`b"), asCode("")]).toEqual(["`a\\|b`", "<code>a`b</code>", ""]);
    const [row = "", ...more] = rowsOf(input({ comments: "a | b\nc", default: '[\n"x|y"\n]' }));
    expect(more).toEqual([]);
    expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
  });

  it("names shared inputs below, in the order of the form, and describes them no more", () => {
    const shared = [input({ key: "a", label: "A", required: true }), input({ key: "b", label: "B" })];
    expect(inputTable([...shared, input({})], shared).split("\n")).toEqual([
      "| Input | Comments | Default |",
      "| --- | --- | --- |",
      "| One | The one. | |",
      "",
      "[Shared inputs](#shared-inputs): A (required), B.",
    ]);
    expect(inputTable(shared, shared)).toBe("[Shared inputs](#shared-inputs): A (required), B.");
  });
});

it("an input table names below what an action before describes", () => {
  const [own, earlier] = [input({}), input({ key: "a", label: "A" })];
  const described = new Map([[JSON.stringify(earlier), "Do (One) Thing"]]);
  expect(inputTable([earlier, own], [], described).split("\n").slice(2)).toEqual([
    "| One | The one. | |",
    "",
    "As in [Do (One) Thing](#do-one-thing): A.",
  ]);
});

describe("shared inputs", () => {
  const part = (...inputs: InputDefinition[]) => ({ key: "p", label: "P", description: "", inputs });

  it("are those that three actions have in the very same form", () => {
    const [same, other] = [input({ key: "same" }), input({ key: "other" })];
    const actions = [part(other, same), part(other, same), part(same, input({}))];
    expect(sharedInputs(actions)).toEqual([same]);
    expect(sharedInputs([...actions.slice(1), part(input({ ...same, default: "x" }))])).toEqual([]);
  });
});

describe("a table", () => {
  it("has no spaces that align its columns", () => {
    expect(
      markdownTable([
        ["A", "Title"],
        ["›…", "x"],
        ["", "longer cell"],
      ]).split("\n"),
    ).toEqual(["| A | Title |", "| --- | --- |", "| ›… | x |", "| | longer cell |"]);
  });
});

describe("an overview", () => {
  it("links to the headings", () => {
    const part = { key: "one", label: "Do (One) Thing", description: "Do it", inputs: [] };
    expect(rowsIn(overviewTable("Action", [part]))).toEqual([
      "| [Do (One) Thing](#do-one-thing) | `one` | Do it. |",
    ]);
  });
});

describe("an output table", () => {
  const output = {
    properties: {
      list: { description: "All.", items: { properties: { name: { description: "Its name" }, odd: {} } } },
      id: { description: "As it came" },
      size: { description: "As it came" },
    },
  };

  it("has the top of an output, properties of one description together", () => {
    expect(rowsIn(outputTable(output))).toEqual(["| `list` | All. |", "| `id`, `size` | As it came |"]);
  });

  it("has what a page names deeper, behind the property that it is in", () => {
    expect(rowsIn(outputTable(output, ["list[].name"]))[1]).toBe("| `list[].name` | Its name |");
  });

  it.each([
    ["a path that the output does not have", ["list.name"], "the output has no `list.name`."],
    ["a path that the output does not have at its top", ["nothing"], "the output has no `nothing`."],
    ["a property without words", ["list[].odd"], "describe `list[].odd` in the shape of the output."],
  ])("refuses %s", (_what, paths, message) => {
    expect(() => outputTable(output, paths)).toThrow(message);
  });
});

describe("an example", () => {
  const example = { results: [{ text: "a", size: 1 }], data: Buffer.from("x"), none: null, gone: undefined };

  it("stands on one line where it fits, else on several, and is JSON either way", () => {
    expect(exampleBlock({ a: [1, {}, []] })).toBe('```json\n{ "a": [1, {}, []] }\n```');
    const long = { a: "x".repeat(70), b: ["y".repeat(70)] };
    const block = exampleBlock(long);
    expect(block.split("\n")).toHaveLength(6);
    expect(JSON.parse(block.replace(/```(json)?/g, ""))).toEqual(long);
  });

  it("shows of a large one what a page names", () => {
    const block = exampleBlock(example, ["results[].text", "none"]);
    expect(block).toBe('```json\n{ "results": [{ "text": "a" }], "none": null }\n```');
    expect(exampleBlock(example, ["results[].text", "results"])).toContain('"size": 1');
  });

  it.each([["gone"], ["results[].color"], ["none.deeper"]])("refuses %s, which it does not have", (path) => {
    expect(() => exampleBlock(example, [path])).toThrow("the example has no");
  });
});

describe("a page", () => {
  const fillings = { one: (paths: string[]) => `[${paths.join("+")}]` };

  it("has its markers replaced, and nothing else", () => {
    expect(fillPage("p", "a\n<!-- one: x, y[].z -->\n`<!-- one -->`", fillings, ["one"])).toBe(
      "a\n[x+y[].z]\n`<!-- one -->`",
    );
    expect(fillPage("p", "$&", fillings, [])).toBe("$&");
  });

  it.each([
    ["a marker that it needs", "a", "docs/pages/p.md: add the line <!-- one -->."],
    ["a marker that is none", "<!-- two -->", "docs/pages/p.md: remove the line <!-- two -->."],
    ["a marker twice", "<!-- one -->\n<!-- one -->", "docs/pages/p.md: remove the line <!-- one -->."],
  ])("is refused for %s", (_what, text, message) => {
    expect(() => fillPage("p", text, fillings, ["one"])).toThrow(message);
  });
});

describe("the manual", () => {
  const act = {
    key: "act",
    label: "Act",
    description: "Act",
    inputs: [input({})],
    output: { properties: { id: { description: "The id" } } },
    example: { id: 7 },
  };
  const definition: ComponentDefinition = { connection: [], action: [act], dataSource: [], trigger: [] };
  const overviews = ["connections", "dataSources", "triggers", "actions"];
  const shared = [
    "recipes",
    "refusedParameters",
    "migration",
    "contentFilter",
    "costs",
    "fallbacks",
    "errors",
    "retries",
    "notChecked",
    "records",
    "manyItems",
    "filesAndTools",
    "batches",
    "fineTuning",
    "index",
  ];
  const pages = new Map([
    ...overviews.map((name) => [name, `## ${name}\n<!-- overview -->`] as const),
    ...shared.map((name) => [name, `## ${name}`] as const),
    ["sharedInputs", "## S\n<!-- inputs -->"] as const,
    ["actions/act", "Use it.\n<!-- inputs -->\n<!-- output -->\n<!-- example -->"] as const,
  ]);
  const sections = manualOf(definition, pages);
  const fresh = documentationOf(sections);

  it("has a part under its label, with its table, its output and its example", () => {
    const section = sections.find(({ page }) => page === "docs/pages/actions/act.md");
    expect(section?.text).toBe(
      '### Act\n\nUse it.\n| Input | Comments | Default |\n| --- | --- | --- |\n| One | The one. | |\n| Field | What it holds |\n| --- | --- |\n| `id` | The id |\n```json\n{ "id": 7 }\n```',
    );
    expect(fresh).toContain(section?.text);
    expect(documentationProblem(fresh, sections)).toBeUndefined();
  });

  it("asks for the page of a new part, by its path and with what it may begin as", () => {
    const added = { ...definition, action: [act, { ...act, key: "added" }] };
    expect(() => manualOf(added, pages)).toThrow(
      /^Write docs\/pages\/actions\/added\.md, then run npm run docs\. It may begin as:\n\nUse it to[\s\S]*<!-- inputs -->[\s\S]*<!-- output -->[\s\S]*<!-- example -->/,
    );
  });

  it("asks for words about an output, and refuses a page that belongs to nothing", () => {
    const mute = { ...act, output: { properties: { id: {} } } };
    expect(() => manualOf({ ...definition, action: [mute] }, pages)).toThrow(
      "docs/pages/actions/act.md, <!-- output -->: describe `id` in the shape of the output.",
    );
    expect(() => manualOf({ ...definition, action: [] }, pages)).toThrow(
      "docs/pages/actions/act.md belongs to nothing that the connector has: add its part to the list, such as src/actions/index.ts",
    );
  });

  it("says of a change by hand which page to write", () => {
    expect(documentationProblem(fresh.replace("The one.", "The two."), sections)).toBe(
      "documentation.md differs from docs/pages/actions/act.md. It is not edited by hand: write the pages, then run npm run docs.",
    );
    expect(documentationProblem(`${fresh}\nmore\n`, sections)).toContain(
      "differs from what is around its pages",
    );
  });
});
