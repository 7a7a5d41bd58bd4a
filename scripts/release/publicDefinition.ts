import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";

/** What flows hold on to of an input. */
export interface PublicInput {
  label: string;
  type: string;
  required: boolean;
  collection?: string;
  /** The values that can be chosen; absent where any can be entered. */
  choices?: string[];
  default?: unknown;
}

/** What flows hold on to of a connection, action, data source or trigger. */
export interface PublicPart {
  label: string;
  /** By key; a member of a group by `group.member`. */
  inputs: Record<string, PublicInput>;
  /** The types of the output's properties by path, such as `results[].error`. */
  output: Record<string, string>;
  branches: string[];
}

/** Everything of a component that flows hold on to, by kind and key. */
export type PublicDefinition = Record<
  "connections" | "actions" | "dataSources" | "triggers",
  Record<string, PublicPart>
>;

/** The parts of a JSON Schema that are read here. */
interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** A part as spectral converts it, as far as it is read here. */
interface ConvertedPart {
  key: string;
  label?: string;
  display?: { label: string };
  inputs?: Input[];
  staticBranchNames?: string[];
  outputSchema?: unknown;
}

const inputsOf = (inputs: readonly Input[], group = ""): Array<[key: string, input: PublicInput]> =>
  inputs.flatMap((input) => {
    const key = `${group}${input.key}`;
    const shown: PublicInput = {
      label: String(input.label),
      type: input.type,
      required: input.required === true,
      ...(input.collection && { collection: input.collection }),
      ...(input.model && { choices: input.model.map(({ value }) => String(value)) }),
      ...(input.default !== undefined && input.default !== "" && { default: input.default }),
    };
    return [[key, shown] as [string, PublicInput], ...inputsOf(input.inputs ?? [], `${key}.`)];
  });

const typesIn = ({ type, properties, items }: Schema, path = ""): Array<[path: string, type: string]> => [
  ...(path === "" ? [] : [[path, [type ?? "any"].flat().join(" | ")] as [string, string]]),
  ...Object.entries(properties ?? {}).flatMap(([key, schema]) =>
    typesIn(schema, path === "" ? key : `${path}.${key}`),
  ),
  ...(items ? typesIn(items, `${path}[]`) : []),
];

/** The schemas of an output: one, or one for each branch; spectral keeps them as JSON. */
const schemasOf = (outputSchema: unknown): Schema[] => {
  const { schema, branchSchemas = [] } = (outputSchema ?? {}) as {
    schema?: string;
    branchSchemas?: Array<{ schema: string }>;
  };
  const texts = schema === undefined ? branchSchemas.map((branch) => branch.schema) : [schema];
  return texts.map((text) => JSON.parse(text) as Schema);
};

const partOf = ({
  label,
  display,
  inputs = [],
  staticBranchNames,
  outputSchema,
}: ConvertedPart): PublicPart => ({
  label: label ?? display?.label ?? "",
  inputs: Object.fromEntries(inputsOf(inputs)),
  output: Object.fromEntries(schemasOf(outputSchema).flatMap((schema) => typesIn(schema))),
  branches: staticBranchNames ?? [],
});

const partsOf = (parts: readonly ConvertedPart[]): Record<string, PublicPart> =>
  Object.fromEntries(parts.map((part) => [part.key, partOf(part)]));

/** What flows hold on to of a built component: a change of it may break what stands. */
export const publicDefinition = (component: Component): PublicDefinition => ({
  connections: partsOf(component.connections as unknown as ConvertedPart[]),
  actions: partsOf(Object.values(component.actions) as unknown as ConvertedPart[]),
  dataSources: partsOf(Object.values(component.dataSources) as unknown as ConvertedPart[]),
  triggers: partsOf(Object.values(component.triggers) as unknown as ConvertedPart[]),
});
