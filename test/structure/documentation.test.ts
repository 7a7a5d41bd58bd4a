import { readFileSync } from "node:fs";
import path from "node:path";
import { definition, type PartDefinition } from "../../scripts/documentation/definition";
import { headingAnchor } from "../../scripts/documentation/inputTable";
import { documentationProblem } from "../../scripts/documentation/refreshDocumentation";
import { sectionsOf } from "../../scripts/documentation/sections";
import { actions } from "../../src/actions";
import { batchFinished } from "../../src/triggers/batchFinished";
import { webhook } from "../../src/triggers/webhook";
import { root } from "./sourceFiles";

const documentation = readFileSync(path.join(root, "documentation.md"), "utf8");
const headings = [...documentation.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => heading);

/** The hand-written text under a heading, up to the next heading of its rank. */
const proseUnder = (heading: string): string => {
  const [, text = ""] = documentation.split(`\n### ${heading}\n`);
  return (text.split(/\n##{1,2} /)[0] ?? "").replace(/<!-- generated[\s\S]*?<!-- \/generated -->/g, "");
};

/** The JSON of an example. */
const blocksUnder = (label: string): string[] =>
  [...proseUnder(label).matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = ""]) => block);

/** The JSON under Raw Request is what goes in. */
const examplesShown = [
  ...Object.values(actions).map((action) => [action.display.label, action.examplePayload?.data] as const),
  ["Batch Finished", batchFinished.examplePayload?.payload.body.data] as const,
  ["Webhook", webhook.examplePayload?.payload.body.data] as const,
].filter(([label]) => label !== "Raw Request" && blocksUnder(label).length > 0);

describe("documentation.md", () => {
  it("shows what the definitions say", () => {
    expect(documentationProblem(documentation, sectionsOf(definition))).toBeUndefined();
  });

  it.each([...definition.action, ...definition.trigger])(
    "says of $label when to use it, what comes out, and an example",
    ({ label }) => {
      const prose = proseUnder(label);
      expect(prose).toContain("Use it");
      expect(prose).toContain("**Out comes**");
      expect(prose).toContain("Example:");
    },
  );

  it.each(definition.connection)(
    "says of $label what it needs, and how to set it up step by step",
    ({ label }) => {
      const prose = proseUnder(label);
      expect(prose).toContain("#### Prerequisites");
      expect(prose).toMatch(/#### Set up[^\n]*\n\n1\. .+\n2\. /);
      expect(prose).toContain("#### Configure the connection");
    },
  );

  it("explains every kind of error", () => {
    const source = readFileSync(path.join(root, "src/client/errors/errors.ts"), "utf8");
    const union = /export type ErrorKind =([^;]+);/.exec(source)?.[1] ?? "";
    const kinds = [...union.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    const explained = [...documentation.matchAll(/^\| `(\w+)` +\|/gm)].map(([, kind = ""]) => kind);
    expect(explained).toEqual(expect.arrayContaining(kinds));
  });

  it("links to headings that exist", () => {
    const anchors = headings.map(headingAnchor);
    const links = [...documentation.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it("has JSON in its JSON examples", () => {
    const blocks = [...documentation.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(() => JSON.parse(block)).not.toThrow();
  });

  it.each(examplesShown)("shows of %s the example that the designer shows", (label, shown) => {
    expect(blocksUnder(label).map((block) => JSON.parse(block) as unknown)).toEqual([shown]);
  });

  it("shows an example of what the actions for many items give", () => {
    expect(examplesShown.map(([label]) => label)).toEqual(
      expect.arrayContaining(["Create Multiple Chat Completion", "Enrich Records", "Evaluate Records"]),
    );
  });

  it("calls inputs by their labels", () => {
    const inputs = Object.values(definition).flatMap((parts: PartDefinition[]) =>
      parts.flatMap((part) => part.inputs.flatMap((input) => [input, ...(input.inputs ?? [])])),
    );
    const labels = new Set(inputs.map(({ label }) => label));
    const named = documentation.matchAll(/(?:Fill in|Set|Leave|into|Raise|unless|as) \*\*([^*]+)\*\*/g);
    expect([...named].map(([, text = ""]) => text).filter((text) => !labels.has(text))).toEqual([]);
  });

  it("addresses nobody", () => {
    const prose = documentation.replace(/```[\s\S]*?```|`[^`]*`|<code>.*?<\/code>/g, "");
    expect(prose.match(/\b(you|your|yours)\b/gi)).toBeNull();
  });
});
