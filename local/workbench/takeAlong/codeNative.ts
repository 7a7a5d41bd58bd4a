import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { TakenText } from "../wire/takenText";
import { CodeNames } from "./codeNames";
import { choiceCode, connectionCode, performCode, triggerCode } from "./codeSteps";
import { type CodeTerms, codeText } from "./codeValue";
import { ConfigVariables, secretFieldNotes } from "./configVariables";
import { fillInNotes } from "./fillInNotes";
import { type IntegrationPieces, integrationCode } from "./integrationCode";
import { isPolling } from "./isPolling";
import { stepTitle } from "./lowCodeStep";
import { stepsInOrder } from "./stepsInOrder";
import type { TakenStep } from "./takenStep";

const title = "Code-native integration";

const termsFor = (names: CodeNames, secrets: Set<string>): CodeTerms => ({
  reference: (reference) => names.reading(reference, ".data"),
  secret: (name) => {
    secrets.add(name);
    return `String(values[${codeText(name)}] ?? "")`;
  },
  file: (name) => codeText(`Fill in the content of ${name}`),
  isTyped: true,
});

/** The key of a component in camel case, by which the generated actions look it up. */
const registryName = (key: string): string =>
  key.replaceAll(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** What the flow gives: the data of its last action, the payload of its trigger, or the choice. */
const resultCode = (steps: readonly TakenStep[], names: CodeNames): string => {
  const last = steps.findLast(({ operation }) => operation.kind === "action");
  if (last) return `${names.of(last)}.data`;
  const choice = steps.findLast(({ operation }) => operation.kind === "dataSource");
  return choice ? `values[${codeText(stepTitle(choice.name))}]` : "onTrigger.results.body.data";
};

const piecesOf = (
  component: Component,
  steps: readonly TakenStep[],
  variables: ConfigVariables,
): IntegrationPieces => {
  const [names, secrets] = [new CodeNames(steps), new Set<string>()];
  const terms = termsFor(names, secrets);
  const registered = registryName(component.key);
  const codeOf = (
    kind: string,
    code: (step: TakenStep, chosen: Record<string, string>) => string,
  ): string[] =>
    steps
      .filter(({ operation }) => operation.kind === kind)
      .map((step) => code(step, variables.namesFor(step)));
  return {
    elements: [
      ...variables.all.map((variable) => connectionCode(registered, variable)),
      ...codeOf("dataSource", (step, chosen) => choiceCode(step, registered, chosen, terms)),
    ].join(""),
    trigger:
      codeOf("trigger", (step, chosen) =>
        triggerCode(registered, step, chosen, isPolling(step, component), terms),
      )[0] ?? "",
    performs: codeOf("action", (step, chosen) => performCode(step, chosen, terms, names.of(step))).join(""),
    result: resultCode(steps, names),
    secrets,
  };
};

/** Notes on the fields of connections that the code leaves out. */
const listNotes = ({ connections }: Component, variables: ConfigVariables): string[] =>
  variables.all.flatMap(({ name, connection }) => {
    const inputs = connections.find(({ key }) => key === connection.key)?.inputs ?? [];
    return Object.entries(connection.fields)
      .filter(([, value]) => typeof value !== "string")
      .map(([field]) => inputs.find(({ key }) => key === field)?.label ?? field)
      .map((label) => `Fill in ${label} of ${name} when the integration is configured: it is a list.`);
  });

/** A step and those that it refers to as a code-native integration. */
export const codeNative = (component: Component, step: TakenStep): TakenText => {
  const steps = stepsInOrder(step);
  const variables = new ConfigVariables(steps);
  const pieces = piecesOf(component, steps, variables);
  const notes = [
    "Make the manifest by `npx component-manifest --skip-signature-verify`, and adjust the folder in the import.",
    ...secretFieldNotes(component, variables.all),
    ...listNotes(component, variables),
    ...fillInNotes(steps, "a step before, and take their content from its result"),
  ];
  const text = integrationCode(step.operation.label, registryName(component.key), pieces);
  const name = `${step.operation.key}.integration.ts`;
  return { form: "codeNative", title, notes, parts: [{ name, language: "typescript", text }] };
};
