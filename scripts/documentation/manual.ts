import type { ComponentDefinition, PartDefinition, PartKind } from "./definition";
import { exampleBlock } from "./exampleBlock";
import { type DescribedInputs, describedInputs, inputTable, overviewTable, sharedInputs } from "./inputTable";
import { outputTable } from "./outputTable";
import { fillPage, type Pages, pagePath, pageTemplate } from "./pages";

/** The command that makes the manual anew. */
const mend = "npm run docs";

/** What one page has become. */
interface Section {
  /** The page's path from the root of the repository. */
  page: string;
  text: string;
}

/** The chapters in their order; one with a kind holds an overview, and every part of that kind. */
const chapters: ReadonlyArray<{ name: string; kind?: PartKind; title?: string }> = [
  { name: "index" },
  { name: "connections", kind: "connection", title: "Connection" },
  { name: "dataSources", kind: "dataSource", title: "Data Source" },
  { name: "triggers", kind: "trigger", title: "Trigger" },
  { name: "actions", kind: "action", title: "Action" },
  { name: "recipes" },
  { name: "sharedInputs" },
  { name: "filesAndTools" },
  { name: "refusedParameters" },
  { name: "records" },
  { name: "manyItems" },
  { name: "batches" },
  { name: "fineTuning" },
  { name: "costs" },
  { name: "contentFilter" },
  { name: "fallbacks" },
  { name: "errors" },
  { name: "retries" },
  { name: "migration" },
  { name: "notChecked" },
];

const partName = (chapter: string, { key }: PartDefinition): string => `${chapter}/${key}`;

/** @throws Error that names the page to write, or to remove. */
const requireFittingPages = (definition: ComponentDefinition, pages: Pages): void => {
  const wanted = new Map<string, string>();
  for (const { name, kind } of chapters) {
    wanted.set(name, "## …");
    if (kind) for (const part of definition[kind]) wanted.set(partName(name, part), pageTemplate(kind));
  }
  for (const [name, template] of wanted) {
    if (!pages.has(name))
      throw new Error(`Write ${pagePath(name)}, then run ${mend}. It may begin as:\n\n${template}\n`);
  }
  for (const name of pages.keys()) {
    if (!wanted.has(name))
      throw new Error(
        `${pagePath(name)} belongs to nothing that the connector has: add its part to the list, such as src/actions/index.ts, or remove the page.`,
      );
  }
};

const partSection = (
  name: string,
  text: string,
  { label, inputs, output, example }: PartDefinition,
  shared: Parameters<typeof inputTable>[1],
  described: DescribedInputs,
): Section => {
  const fillings = {
    inputs: () => inputTable(inputs, shared, described),
    ...(output?.properties && { output: (paths: string[]) => outputTable(output, paths) }),
    ...(example !== undefined && { example: (paths: string[]) => exampleBlock(example, paths) }),
  };
  const required = output?.properties ? ["inputs", "output"] : ["inputs"];
  return { page: pagePath(name), text: `### ${label}\n\n${fillPage(name, text, fillings, required)}` };
};

/**
 * The manual, page by page in its order: prose with the tables and examples of the definitions.
 * @throws Error that says which page to write, remove or mend.
 */
export const manualOf = (definition: ComponentDefinition, pages: Pages): Section[] => {
  requireFittingPages(definition, pages);
  const shared = sharedInputs(definition.action);
  return chapters.flatMap(({ name, kind, title = "" }) => {
    const fillings = {
      ...(kind && { overview: () => overviewTable(title, definition[kind]) }),
      ...(name === "sharedInputs" && { inputs: () => inputTable(shared) }),
    };
    const text = fillPage(name, pages.get(name) ?? "", fillings, Object.keys(fillings));
    const sharedHere = kind === "action" || kind === "trigger" ? shared : [];
    const parts = kind ? definition[kind] : [];
    return [
      { page: pagePath(name), text },
      ...parts.map((part, index) => {
        const ofPart = partName(name, part);
        const described = describedInputs(kind === "action" ? parts.slice(0, index) : [], shared);
        return partSection(ofPart, pages.get(ofPart) ?? "", part, sharedHere, described);
      }),
    ];
  });
};

const notice = `<!-- Made by ${mend} from docs/pages and the definitions. A change here is lost. -->`;

/** The manual as documentation.md holds it. */
export const documentationOf = (sections: readonly Section[]): string =>
  `${[notice, ...sections.map(({ text }) => text)].join("\n\n")}\n`;

/** One line that says what is stale and how to mend it, or undefined when the documentation is fresh. */
export const documentationProblem = (
  documentation: string,
  sections: readonly Section[],
): string | undefined => {
  if (documentation === documentationOf(sections)) return undefined;
  const stale = sections.filter(({ text }) => !documentation.includes(text)).map(({ page }) => page);
  const pages = stale.length === 0 ? "what is around its pages" : stale.join(", ");
  return `documentation.md differs from ${pages}. It is not edited by hand: write the pages, then run ${mend}.`;
};
