import { readFileSync } from "node:fs";
import path from "node:path";
import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";
import { headingAnchor } from "../../scripts/documentation/inputTable";
import { documentationProblem, manualOf } from "../../scripts/documentation/manual";
import { outputAt } from "../../scripts/documentation/outputTable";
import { readPages } from "../../scripts/documentation/pages";
import { actions } from "../../src/actions";
import { triggers } from "../../src/triggers";
import { expectNone } from "./expectNone";
import { parts } from "./places";
import { root } from "./sourceFiles";

const documentation = readFileSync(path.join(root, "documentation.md"), "utf8");
const pages = readPages(root);
const headings = [...documentation.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => heading);

const folders = {
  connection: "connections",
  action: "actions",
  dataSource: "dataSources",
  trigger: "triggers",
};

/** What one page says, and whose page it is; a chapter is nobody's. */
interface PartPage {
  name: string;
  prose: string;
  part: (PartDefinition & { kind: string }) | undefined;
}

const partPages: PartPage[] = [...pages].map(([name, prose]) => ({
  name,
  prose,
  part: parts.find(({ kind, key }) => name === `${folders[kind as keyof typeof folders]}/${key}`),
}));

const proseOf = (wanted: PartDefinition): string =>
  partPages.find(({ part }) => part?.key === wanted.key && part.label === wanted.label)?.prose ?? "";

const withMembers = (inputs: readonly InputDefinition[]): InputDefinition[] =>
  inputs.flatMap((input) => [input, ...(input.inputs ?? [])]);

const labelsOf = (...of: PartDefinition[]): Set<string> =>
  new Set(of.flatMap(({ inputs }) => withMembers(inputs).map(({ label }) => label)));

const everyLabel = labelsOf(...parts);
const connectionLabels = labelsOf(...definition.connection);

/** The part that a link or a bare name right behind a word leads to, as in "**Batch IDs** of Get Batch Results". */
const partNamedIn = (rest: string): PartDefinition | undefined => {
  const named = /^(?: of| in) \[?/.exec(rest);
  const name = named && rest.slice(named[0].length);
  return parts
    .filter(({ label }) => name?.startsWith(label))
    .sort((a, b) => b.label.length - a.label.length)[0];
};

/** What has the form `**Label** \`value\``: that input is set to that value. */
const settingsIn = (prose: string): Array<readonly [label: string, value: string]> =>
  [...prose.matchAll(/\*\*([^*]+)\*\*(?: is| at| to)? `([^`]+)`/g)].map(([, label = "", value = ""]) => [
    label,
    value,
  ]);

interface CleanedInput {
  label: string;
  clean?: (value: unknown) => unknown;
}

/** The forms of actions and triggers with what cleans their inputs. */
const formsByKey = { ...actions, ...triggers } as Record<string, { inputs?: object }>;

const inputsOfKeys = (keys: readonly string[]): CleanedInput[] =>
  keys.flatMap((key) => Object.values(formsByKey[key]?.inputs ?? {}) as CleanedInput[]);

const accepts = ({ clean }: CleanedInput, value: string): boolean => {
  try {
    clean?.(value);
    return true;
  } catch {
    return false;
  }
};

describe("documentation.md", () => {
  it("is what its pages and the definitions make, and is not edited by hand", () => {
    expect(documentationProblem(documentation, manualOf(definition, pages))).toBeUndefined();
  });

  it("takes at most 2.5 kB for an action on average", () => {
    const sections = manualOf(definition, pages).filter(({ page }) => page.startsWith("docs/pages/actions/"));
    const bytes = sections.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(sections).toHaveLength(definition.action.length);
    expect(bytes / sections.length).toBeLessThanOrEqual(2500);
  });

  it.each([...definition.action, ...definition.trigger])(
    "says of $label when to use it, what comes out, and an example",
    (part) => {
      const prose = proseOf(part);
      expect(prose).toContain("Use it");
      expect(prose).toContain("**Out comes**");
      expect(prose).toContain("Example:");
    },
  );

  it.each(definition.connection)(
    "says of $label what it needs, and how to set it up step by step",
    (part) => {
      const prose = proseOf(part);
      expect(prose).toContain("#### Prerequisites");
      expect(prose).toMatch(/#### Set up[^\n]*\n\n1\. .+\n2\. /);
      expect(prose).toContain("#### Configure the connection");
    },
  );

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

  it("has tables whose rows have the columns of their heads", () => {
    const tables = documentation.match(/(?:^\|.*\n)+/gm) ?? [];
    const columns = (row: string): number => row.split(/(?<!\\)\|/).length;
    expectNone(
      tables.flatMap((table) => {
        const [head = "", ...rows] = table.trim().split("\n");
        return rows.filter((row) => columns(row) !== columns(head));
      }),
    );
  });

  it("addresses nobody", () => {
    const prose = documentation.replace(/```[\s\S]*?```|`[^`]*`|<code>.*?<\/code>/g, "");
    expect(prose.match(/\b(you|your|yours)\b/gi)).toBeNull();
  });
});

describe("the pages", () => {
  it("name in bold what is on the form: of the part itself, of the one named behind, or of the connection", () => {
    expectNone(
      partPages.flatMap(({ name, prose, part }) => {
        const own = part ? labelsOf(part) : everyLabel;
        return [...prose.matchAll(/(connection's )?\*\*([^*]+)\*\*/g)].flatMap((match) => {
          const [all, ofConnection, label = ""] = match;
          const other = partNamedIn(prose.slice(match.index + all.length));
          const labels = ofConnection ? connectionLabels : other ? labelsOf(other) : own;
          return label === "Out comes" || labels.has(label) ? [] : [`docs/pages/${name}.md: **${label}**`];
        });
      }),
    );
  });

  it("set inputs to values that they have as a choice", () => {
    expectNone(
      partPages.flatMap(({ name, prose, part }) =>
        settingsIn(prose).flatMap(([label, value]) => {
          const inputs = (part ? [part] : parts).flatMap(({ inputs }) => withMembers(inputs));
          const known = inputs.filter((input) => input.label === label);
          const choices = known.flatMap(({ type, model }) =>
            type === "boolean" ? ["true", "false"] : (model ?? []).map((choice) => choice.value),
          );
          const isFree = known.length === 0 || known.some(({ type, model }) => type !== "boolean" && !model);
          return isFree || choices.includes(value)
            ? []
            : [`docs/pages/${name}.md: **${label}** \`${value}\``];
        }),
      ),
    );
  });

  it("set inputs to values that they accept", () => {
    expectNone(
      partPages.flatMap(({ name, prose, part }) =>
        settingsIn(prose).flatMap(([label, value]) => {
          const inputs = inputsOfKeys(part ? [part.key] : Object.keys(formsByKey));
          const known = inputs.filter((input) => input.label === label);
          const isAccepted = known.length === 0 || known.some((input) => accepts(input, value));
          return isAccepted ? [] : [`docs/pages/${name}.md: **${label}** \`${value}\``];
        }),
      ),
    );
  });

  it("name outputs that exist: of the part itself, or of the one named behind", () => {
    expectNone(
      partPages.flatMap(({ name, prose, part }) =>
        [...prose.matchAll(/`results\.([\w.[\]]+)`/g)].flatMap((match) => {
          const [all, steps = ""] = match;
          const named = partNamedIn(prose.slice(match.index + all.length)) ?? part;
          const isTrigger = definition.trigger.some(({ key }) => key === named?.key);
          const place = isTrigger ? steps.replace(/^body\.data\.?/, "") : steps;
          const output = named?.output;
          if (!output?.properties || place === "") return [];
          try {
            outputAt(output, place);
            return [];
          } catch (error) {
            return [`docs/pages/${name}.md: ${(error as Error).message}`];
          }
        }),
      ),
    );
  });
});
