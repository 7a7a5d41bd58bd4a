import { stableKey } from "./codeNames";
import { codeText } from "./codeValue";

/** The parts of an integration's code. */
export interface IntegrationPieces {
  /** The elements of its configuration page. */
  elements: string;
  /** The trigger of its flow; empty where a webhook starts it. */
  trigger: string;
  /** The calls of actions. */
  performs: string;
  /** The expression of what the flow gives. */
  result: string;
  /** Secrets that are read from configuration variables. */
  secrets: ReadonlySet<string>;
}

const importsOf = ({ elements, performs, secrets }: IntegrationPieces): string[] => {
  const uses = (name: string): string[] => (elements.includes(`${name}(`) ? [name] : []);
  return [
    ...(performs === "" ? [] : ["type Connection"]),
    "componentManifests",
    "configPage",
    ...(secrets.size > 0 ? ["configVar"] : []),
    ...uses("connectionConfigVar"),
    ...uses("dataSourceConfigVar"),
    "flow",
    "integration",
  ];
};

const head = (imports: readonly string[]): string => `import {
${imports.map((name) => `  ${name},\n`).join("")}} from "@prismatic-io/spectral";
// Made by: npx component-manifest --skip-signature-verify
import azureOpenAI from "../azure-openai-connector-manifest/src";

// The registry of spectral 10.31.1 takes no output schemas as the generator of manifests writes them.
type WithoutSchemas<Parts> = { [Key in keyof Parts]: Omit<Parts[Key], "outputSchema"> };
type Usable<Manifest extends { actions: object }> = Omit<Manifest, "actions"> & {
  actions: WithoutSchemas<Manifest["actions"]>;
};
`;

const flowCode = (label: string, { performs, result, trigger }: IntegrationPieces): string => {
  const isReading = /\bvalues\[/.test(`${performs}${result}`);
  const parameter = isReading ? "{ configVars }" : trigger === "" ? "" : "_context, { onTrigger }";
  const reading = isReading ? "    const values = configVars as unknown as Record<string, unknown>;\n" : "";
  return `const takenFlow = flow({
  name: ${codeText(label)},
  stableKey: ${codeText(stableKey(label))},
  description: "Taken along from the workbench",
${trigger}  onExecution: async (${parameter}) => {
${reading}${performs}    return { data: ${result} };
  },
});
`;
};

/**
 * The code of an integration with one flow.
 * @param component - the name of the component in its registry
 */
export const integrationCode = (label: string, component: string, pieces: IntegrationPieces): string => {
  const secretElements = [...pieces.secrets].map(
    (name) =>
      `        ${codeText(name)}: configVar({ stableKey: ${codeText(stableKey(name))}, dataType: "string" }),\n`,
  );
  return `${head(importsOf(pieces))}
${flowCode(label, pieces)}
export default integration({
  name: ${codeText(`${label}, Taken Along`)},
  description: "Taken along from the workbench",
  flows: [takenFlow],
  configPages: {
    Configuration: configPage({
      elements: {
${pieces.elements}${secretElements.join("")}      },
    }),
  },
  componentRegistry: componentManifests({
    // The generated actions look the component up by its key in camel case.
    ${component}: azureOpenAI as Usable<typeof azureOpenAI>,
  }),
});
`;
};
