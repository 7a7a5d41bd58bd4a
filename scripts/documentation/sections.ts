import type { ComponentDefinition, PartKind } from "./definition";
import { inputTable, overviewTable } from "./inputTable";

/** One part of the documentation that is made from the definitions. */
export interface Section {
  /** The marker's name, such as `action createImage`. */
  name: string;
  /** Under which heading of the documentation it belongs. */
  heading: string;
  content: string;
}

const overviewTitles: Readonly<Record<PartKind, string>> = {
  connection: "Connection",
  action: "Action",
  dataSource: "Data Source",
  trigger: "Trigger",
};

/** Heading of the chapter of each kind. */
export const chapters: Readonly<Record<PartKind, string>> = {
  connection: "## Connections",
  action: "## Actions",
  dataSource: "## Data Sources",
  trigger: "## Triggers",
};

/** Every generated section: an overview of each kind that the connector has, and the inputs of each part. */
export const sectionsOf = (definition: ComponentDefinition): Section[] =>
  (Object.keys(chapters) as PartKind[]).flatMap((kind) => {
    const parts = definition[kind];
    if (parts.length === 0) return [];
    return [
      {
        name: `overview ${kind}`,
        heading: chapters[kind],
        content: overviewTable(overviewTitles[kind], parts),
      },
      ...parts.map(({ key, label, inputs }) => ({
        name: `${kind} ${key}`,
        heading: `### ${label}`,
        content: inputTable(inputs),
      })),
    ];
  });
