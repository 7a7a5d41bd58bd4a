import type { InputDefinition } from "../../scripts/documentation/definition";
import { inputTable, overviewTable } from "../../scripts/documentation/inputTable";
import { escapeCell, markdownTable } from "../../scripts/documentation/markdownTable";
import {
  documentationProblem,
  markedSection,
  refreshDocumentation,
} from "../../scripts/documentation/refreshDocumentation";

const input = (properties: Partial<InputDefinition>): InputDefinition => ({
  key: "one",
  label: "One",
  type: "string",
  comments: "The one.",
  ...properties,
});

/** The rows below the head, the spaces that align the columns taken out. */
const rowsIn = (table: string): string[] =>
  table
    .split("\n")
    .slice(2)
    .map((row) => row.replace(/ +\|/g, " |"));

const rowsOf = (...inputs: InputDefinition[]): string[] => rowsIn(inputTable(inputs));

describe("an input table", () => {
  it.each<[string, Partial<InputDefinition>, string]>([
    ["an optional input", {}, "| One | The one. | |"],
    ["a required input", { required: true }, "| One (required) | The one. | |"],
    ["a default", { default: "v1" }, "| One | The one. | <code>v1</code> |"],
    ["a default of false", { type: "boolean", default: "false" }, "| One | The one. | <code>false</code> |"],
    ["a default that is not text", { default: [1] }, "| One | The one. | <code>[1]</code> |"],
    ["no default of a secret", { type: "password", default: "x" }, "| One | The one. | |"],
    [
      "choices",
      {
        model: [
          { label: "A", value: "a" },
          { label: "B", value: "b" },
        ],
      },
      "| One | The one. Choices: <code>a</code>, <code>b</code>. | |",
    ],
    ["a list", { collection: "valuelist" }, "| One | The one. A list of values. | |"],
    ["pairs", { collection: "keyvaluelist" }, "| One | The one. A list of keys and values. | |"],
    [
      "a data source",
      { dataSource: "selectModel" },
      "| One | The one. Choices come from the data source <code>selectModel</code>. | |",
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
    const [row = "", ...more] = rowsOf(input({ comments: "a | b\nc", default: '[\n"x|y"\n]' }));
    expect(more).toEqual([]);
    expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
  });
});

describe("a table", () => {
  it("has columns as wide as their widest cell, and never narrower than its rule", () => {
    const rows = [
      ["A", "Title"],
      ["›…", "x"],
      ["", "longer cell"],
    ];
    expect(markdownTable(rows).split("\n")).toEqual([
      "| A   | Title       |",
      "| --- | ----------- |",
      "| ›…  | x           |",
      "|     | longer cell |",
    ]);
  });
});

describe("an overview", () => {
  it("links to the headings", () => {
    const part = { key: "one", label: "Do (One) Thing", description: "Do it", inputs: [] };
    expect(rowsIn(overviewTable("Action", [part]))).toEqual([
      "| [Do (One) Thing](#do-one-thing) | <code>one</code> | Do it. |",
    ]);
  });
});

describe("refreshing", () => {
  const one = { name: "action one", heading: "### One", content: "| $& new |" };
  const two = { name: "action two", heading: "### Two", content: "| two |" };
  const stale =
    "# A\n\n### One\n\nprose\n\n<!-- generated: action one -->\nold\n<!-- /generated -->\n\nmore\n";
  const fresh = `# A\n\n### One\n\nprose\n\n${markedSection(one)}\n\nmore\n`;

  it("changes what is between the markers, and nothing else", () => {
    expect(refreshDocumentation(stale, [one])).toBe(fresh);
    expect(refreshDocumentation(fresh, [one])).toBe(fresh);
  });

  it("finds nothing to say about fresh documentation", () => {
    expect(documentationProblem(fresh, [one])).toBeUndefined();
  });

  it.each([
    ["a stale section", stale, [one], 'documentation.md is stale in "action one": run npm run docs.'],
    [
      "a section without a place",
      fresh,
      [one, two],
      'documentation.md: there is no place for "action two". Add the lines <!-- generated: action two --> and <!-- /generated --> under the heading "### Two", then run npm run docs.',
    ],
    [
      "a section of something that is gone",
      fresh,
      [],
      'documentation.md: "action one" is nothing that the connector has. Remove its markers and what is between them.',
    ],
    [
      "a section under another heading",
      fresh.replace("### One", "### Uno"),
      [one],
      'documentation.md: "action one" stands under "### Uno". Put it under "### One".',
    ],
    [
      "a section without an end",
      fresh.replace("<!-- /generated -->", ""),
      [one],
      'documentation.md: the section "action one" has no end. Put <!-- /generated --> on a line of its own behind its table.',
    ],
    [
      "a section that stands twice",
      `${fresh}\n${markedSection(one)}`,
      [one],
      'documentation.md: "action one" stands in two places. Remove one.',
    ],
  ])("reports %s in one line", (_what, documentation, sections, expected) => {
    expect(documentationProblem(documentation, sections)).toBe(expected);
  });
});
