import { actions } from "../../src/actions";
import component from "../../src/index";
import { triggers } from "../../src/triggers";

/** One input as the platform receives it, as far as documentation and structure look at it. */
export interface InputDefinition {
  key: string;
  label: string;
  type: string;
  comments?: string;
  placeholder?: string;
  example?: string;
  required?: boolean;
  /** Only connection inputs say whether they are shown. */
  shown?: boolean;
  default?: unknown;
  collection?: "valuelist" | "keyvaluelist";
  /** The label of the keys of a key-value list. */
  keyLabel?: string;
  language?: string;
  model?: Array<{ label: string; value: string }>;
  /** Key of the data source that fills the input's choices. */
  dataSource?: string;
  /** The members of a structured object. */
  inputs?: InputDefinition[];
}

/** The form of an output, or of a value in it, as far as documentation and structure look at it. */
export interface OutputDefinition {
  type?: string | readonly string[];
  description?: string;
  properties?: Record<string, OutputDefinition>;
  items?: OutputDefinition;
}

/** A connection, action, data source or trigger as the platform receives it. */
export interface PartDefinition {
  key: string;
  label: string;
  description: string;
  /** What has to be there before an action can run. */
  directions?: string;
  inputs: InputDefinition[];
  /** The form of the data: an action's, or that of a trigger's body. */
  output?: OutputDefinition;
  /** The data that the designer shows as an example: of an action, or of a trigger's body. */
  example?: unknown;
}

/** The connector's parts by kind, each list in the order of its registry. */
export interface ComponentDefinition {
  connection: PartDefinition[];
  action: PartDefinition[];
  dataSource: PartDefinition[];
  trigger: PartDefinition[];
}

/** What the parts of the connector are called. */
export type PartKind = keyof ComponentDefinition;

interface ConvertedPart {
  key: string;
  display: { label: string; description: string };
  inputs: InputDefinition[];
  /** The schema as JSON text. */
  outputSchema?: { schema?: string };
  examplePayload?: { data?: unknown; payload?: { body: { data: unknown } } };
}

interface ConvertedComponent {
  connections?: Array<{ key: string; label: string; comments?: string; inputs: InputDefinition[] }>;
  actions?: Record<string, ConvertedPart>;
  dataSources?: Record<string, ConvertedPart>;
  triggers?: Record<string, ConvertedPart>;
}

const partsOf = (parts: Record<string, ConvertedPart> = {}): PartDefinition[] =>
  Object.values(parts).map(({ key, display, inputs, outputSchema, examplePayload }) => ({
    key,
    ...display,
    inputs,
    ...(outputSchema?.schema !== undefined && {
      output: JSON.parse(outputSchema.schema) as OutputDefinition,
    }),
    ...(examplePayload && { example: examplePayload.payload?.body.data ?? examplePayload.data }),
  }));

/** The parts of a component that spectral converted, each in the same form. */
const definitionOf = (converted: unknown): ComponentDefinition => {
  const { connections = [], actions, dataSources, triggers } = converted as ConvertedComponent;
  return {
    connection: connections.map(({ key, label, comments = "", inputs }) => ({
      key,
      label,
      description: comments,
      inputs,
    })),
    action: partsOf(actions),
    dataSource: partsOf(dataSources),
    trigger: partsOf(triggers),
  };
};

/** What triggers hand to the flow, which the platform is not told, and what actions with branches do in any of them. */
const outputs = { ...triggers, ...actions } as Readonly<
  Record<string, { output?: { schema: OutputDefinition } }>
>;

const withOutputs = (parts: readonly PartDefinition[]): PartDefinition[] =>
  parts.map((part) => {
    const output = part.output ?? outputs[part.key]?.output?.schema;
    return { ...part, ...(output && { output }) };
  });

const own = definitionOf(component);

/** This connector's parts, with what its triggers and branches hand to the flow. */
export const definition: ComponentDefinition = {
  ...own,
  action: withOutputs(own.action),
  trigger: withOutputs(own.trigger),
};
