import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { CodeNames } from "./codeNames";
import { type CodeTerms, codeObject, codeText, codeValue, propertyName } from "./codeValue";
import { type ConfigVariable, ConfigVariables, secretFieldNotes } from "./configVariables";
import { fillInNotes } from "./fillInNotes";
import { stepTitle } from "./lowCodeStep";
import { stepsInOrder } from "./stepsInOrder";
import type { TakenStep, TakenText } from "./takenStep";

const title = "Code-native integration";

const stableKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60);

const termsFor = (names: CodeNames, secrets: Set<string>): CodeTerms => ({
  reference: (reference) => names.reading(reference, ".data"),
  secret: (name) => {
    secrets.add(name);
    return `String(values[${codeText(name)}] ?? "")`;
  },
  file: (name) => codeText(`Fill in the content of ${name}`),
  isTyped: true,
});

/** A text field of a connection. Key-value lists have no form that spectral's converter keeps as it is. */
const connectionCode = (component: string, { name, connection }: ConfigVariable): string => {
  const fields = Object.entries(connection.fields)
    .filter(([, value]) => typeof value === "string")
    .map(([key, value]) => {
      const text = String(value);
      const isBoolean = key === "isOpenAIKey" && /^(true|false)$/.test(text);
      return `            ${propertyName(key)}: { value: ${isBoolean ? text : codeText(text)} },\n`;
    });
  return `        ${codeText(name)}: connectionConfigVar({
          stableKey: ${codeText(stableKey(name))},
          dataType: "connection",
          connection: { component: ${codeText(component)}, key: ${codeText(connection.key)}, values: {\n${fields.join("")}          } },
        }),\n`;
};

const valueCode = (step: TakenStep, names: Readonly<Record<string, string>>, terms: CodeTerms): string => {
  const connections = Object.entries(names).map(
    ([key, name]) => `            ${propertyName(key)}: { configVar: ${codeText(name)} },\n`,
  );
  const others = step.operation.inputs.flatMap((input) => {
    const value = step.entered[input.key];
    if (value === undefined || input.type === "connection") return [];
    // Outside of a flow, there are no values yet.
    if ("secret" in value) terms.secret(value.secret);
    const code =
      "secret" in value
        ? `{ configVar: ${codeText(value.secret)} }`
        : `{ value: ${codeValue(value, input, terms, "            ")} }`;
    return [`            ${propertyName(input.key)}: ${code},\n`];
  });
  return `{\n${[...connections, ...others].join("")}          }`;
};

const choiceCode = (
  step: TakenStep,
  component: string,
  names: Readonly<Record<string, string>>,
  terms: CodeTerms,
) => {
  const name = stepTitle(step.name);
  return `        ${codeText(name)}: dataSourceConfigVar({
          stableKey: ${codeText(stableKey(name))},
          dataSource: { component: ${codeText(component)}, key: ${codeText(step.operation.key)}, values: ${valueCode(step, names, terms)} },
        }),\n`;
};

const performCode = (
  step: TakenStep,
  names: Readonly<Record<string, string>>,
  terms: CodeTerms,
  variable: string,
) => {
  const first = Object.entries(names).map(
    ([key, name]) => `${propertyName(key)}: values[${codeText(name)}] as Connection`,
  );
  const { key, inputs } = step.operation;
  const known = Object.fromEntries(
    inputs.flatMap((input) => {
      const value = step.entered[input.key];
      return value === undefined || input.type === "connection" ? [] : [[input.key, value] as const];
    }),
  );
  const object = codeObject(known, inputs, terms, "    ", first);
  return `    const ${variable} = await azureOpenAI.actions.${key}.perform<{ data: unknown }>(${object});\n`;
};

const triggerCode = (
  component: string,
  step: TakenStep,
  names: Readonly<Record<string, string>>,
  isPolling: boolean,
  terms: CodeTerms,
) =>
  `  onTrigger: { component: ${codeText(component)}, key: ${codeText(step.operation.key)}, values: ${valueCode(step, names, terms)} },
${isPolling ? '  schedule: { value: "*/5 * * * *" },\n' : ""}`;

/** The parts of an integration's code. */
interface Pieces {
  elements: string;
  trigger: string;
  performs: string;
  result: string;
  secrets: ReadonlySet<string>;
}

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

const integrationCode = (label: string, component: string, pieces: Pieces): string => {
  const secretElements = [...pieces.secrets].map(
    (name) =>
      `        ${codeText(name)}: configVar({ stableKey: ${codeText(stableKey(name))}, dataType: "string" }),\n`,
  );
  const uses = (name: string, text: string): string[] => (text.includes(`${name}(`) ? [name] : []);
  const elements = `${pieces.elements}${secretElements.join("")}`;
  const imports = [
    ...(pieces.performs === "" ? [] : ["type Connection"]),
    "componentManifests",
    "configPage",
    ...(pieces.secrets.size > 0 ? ["configVar"] : []),
    ...uses("connectionConfigVar", pieces.elements),
    ...uses("dataSourceConfigVar", pieces.elements),
    "flow",
    "integration",
  ];
  const isReading = /\bvalues\[/.test(`${pieces.performs}${pieces.result}`);
  const parameter = isReading ? "{ configVars }" : pieces.trigger === "" ? "" : "_context, { onTrigger }";
  const reading = isReading ? "    const values = configVars as unknown as Record<string, unknown>;\n" : "";
  return `${head(imports)}
const takenFlow = flow({
  name: ${codeText(label)},
  stableKey: ${codeText(stableKey(label))},
  description: "Taken along from the workbench",
${pieces.trigger}  onExecution: async (${parameter}) => {
${reading}${pieces.performs}    return { data: ${pieces.result} };
  },
});

export default integration({
  name: ${codeText(`${label}, Taken Along`)},
  description: "Taken along from the workbench",
  flows: [takenFlow],
  configPages: {
    Configuration: configPage({
      elements: {
${elements}      },
    }),
  },
  componentRegistry: componentManifests({
    // The generated actions look the component up by its key in camel case.
    ${component}: azureOpenAI as Usable<typeof azureOpenAI>,
  }),
});
`;
};

/** The key of a component in camel case, by which the generated actions look it up. */
const registryName = (key: string): string =>
  key.replaceAll(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A step and those that it refers to as a code-native integration. */
export const codeNative = (component: Component, step: TakenStep): TakenText => {
  const steps = stepsInOrder(step);
  const [names, secrets] = [new CodeNames(steps), new Set<string>()];
  const [variables, terms] = [new ConfigVariables(steps), termsFor(names, secrets)];
  const registered = registryName(component.key);
  const ofKind = (kind: string) => steps.filter(({ operation }) => operation.kind === kind);
  const [trigger] = ofKind("trigger");
  const actions = ofKind("action");
  const trigged = component.triggers[trigger?.operation.key ?? ""] as
    | { isPollingTrigger?: boolean }
    | undefined;
  const last = actions.at(-1);
  const pieces: Pieces = {
    elements: [
      ...variables.all.map((variable) => connectionCode(registered, variable)),
      ...ofKind("dataSource").map((each) => choiceCode(each, registered, variables.namesFor(each), terms)),
    ].join(""),
    trigger: trigger
      ? triggerCode(
          registered,
          trigger,
          variables.namesFor(trigger),
          trigged?.isPollingTrigger === true,
          terms,
        )
      : "",
    performs: actions
      .map((each) => performCode(each, variables.namesFor(each), terms, names.of(each)))
      .join(""),
    result: last
      ? `${names.of(last)}.data`
      : trigger
        ? "onTrigger.results.body.data"
        : `values[${codeText(stepTitle(step.name))}]`,
    secrets,
  };
  const lists = variables.all.flatMap(({ name, connection }) => {
    const inputs = component.connections.find(({ key }) => key === connection.key)?.inputs ?? [];
    return Object.entries(connection.fields)
      .filter(([, value]) => typeof value !== "string")
      .map(([field]) => inputs.find(({ key }) => key === field)?.label ?? field)
      .map((label) => `Fill in ${label} of ${name} when the integration is configured: it is a list.`);
  });
  const notes = [
    "Make the manifest by `npx component-manifest --skip-signature-verify`, and adjust the folder in the import.",
    ...secretFieldNotes(component, variables.all),
    ...lists,
    ...fillInNotes(steps, "a step before, and take their content from its result"),
  ];
  const text = integrationCode(step.operation.label, registered, pieces);
  const name = `${step.operation.key}.integration.ts`;
  return { form: "codeNative", title, notes, parts: [{ name, language: "typescript", text }] };
};
