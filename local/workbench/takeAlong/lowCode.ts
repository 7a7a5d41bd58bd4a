import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { Document, isMap, isSeq } from "yaml";
import type { TakenText } from "../wire/takenText";
import { ConfigVariables, lowCodeVariable, secretFieldNotes } from "./configVariables";
import { fillInNotes } from "./fillInNotes";
import { isPolling } from "./isPolling";
import { componentReference, lowCodeInputs, lowCodeStep, stepTitle } from "./lowCodeStep";
import { stepsInOrder } from "./stepsInOrder";
import type { TakenStep } from "./takenStep";

const title = "Low-code integration";

const groupNote =
  "Groups stand as comments: no public integration file shows how one is written. Enter them in the designer.";

/** Five minutes between two polls, until the builder says otherwise. */
const schedule = { type: "value", value: "*/5 * * * *", meta: { scheduleType: "minute", timeZone: "" } };

/** The trigger of a flow whose steps begin with an action. */
const webhookStep = {
  name: "Trigger",
  description: "",
  action: { key: "webhook", component: { isPublic: true, key: "webhook-triggers", version: "LATEST" } },
  inputs: {
    body: { type: "value", value: "" },
    contentType: { type: "value", value: "" },
    headers: { type: "complex", value: [] },
    statusCode: { type: "value", value: "" },
  },
  isTrigger: true,
};

/** Text for a comment: a YAML comment ends with its line. */
const commentOf = (lines: readonly string[]): string =>
  lines.map((line) => ` ${line.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").slice(0, 500)}`).join("\n");

interface Written {
  steps: Array<Record<string, unknown>>;
  comments: Map<number, string[]>;
  /** A data source stands behind a configuration variable. */
  choices: Array<Record<string, unknown>>;
  choiceComments: string[];
}

const writeSteps = (
  component: Component,
  steps: readonly TakenStep[],
  variables: ConfigVariables,
): Written => {
  const hasTrigger = steps.some(({ operation }) => operation.kind === "trigger");
  const written: Written = {
    steps: hasTrigger ? [] : [webhookStep],
    comments: new Map(),
    choices: [],
    choiceComments: [],
  };
  const triggersFirst = steps.toSorted(
    (left, right) => Number(right.operation.kind === "trigger") - Number(left.operation.kind === "trigger"),
  );
  for (const each of triggersFirst) {
    const names = variables.namesFor(each);
    if (each.operation.kind === "dataSource") {
      const { inputs, left } = lowCodeInputs(each, names);
      const dataSource = { key: each.operation.key, component: componentReference(component.key) };
      const key = stepTitle(each.name);
      written.choices.push({
        key,
        dataType: "picklist",
        dataSource,
        inputs,
        defaultValue: "",
        orgOnly: false,
      });
      written.choiceComments.push(...left);
      continue;
    }
    const { step, left } = lowCodeStep(component.key, each, names);
    if (left.length > 0) written.comments.set(written.steps.length, left);
    written.steps.push(isPolling(each, component) ? { ...step, schedule } : step);
  }
  return written;
};

const comment = (document: Document, written: Written): void => {
  const flow = document.getIn(["flows", 0, "steps"]);
  if (isSeq(flow)) {
    for (const [index, lines] of written.comments) {
      const step = flow.items[index];
      if (isMap(step)) step.commentBefore = commentOf(["Left to enter:", ...lines]);
    }
  }
  const notes = ["Import by: npx prism integrations:import --path <this file>", ...written.choiceComments];
  document.commentBefore = commentOf(notes);
};

const topOf = (label: string, written: Written, variables: ReadonlyArray<Record<string, unknown>>) => ({
  definitionVersion: 7,
  name: `${label}, Taken Along`,
  description: "",
  category: "",
  documentation: "",
  endpointType: "flow_specific",
  requiredConfigVars: [...variables, ...written.choices],
  configPages: [
    {
      name: "Configuration",
      tagline: "",
      elements: [...variables, ...written.choices].map((variable) => ({
        type: "configVar",
        value: variable["key"],
      })),
    },
  ],
  flows: [
    {
      name: label,
      description: "",
      endpointSecurityType: "customer_optional",
      isSynchronous: false,
      steps: written.steps,
    },
  ],
});

/** A step and those that it refers to as a whole integration file. */
export const lowCode = (component: Component, step: TakenStep): TakenText => {
  const steps = stepsInOrder(step);
  const variables = new ConfigVariables(steps);
  const written = writeSteps(component, steps, variables);
  const hasGroups = steps.some(({ entered }) => Object.values(entered).some((value) => "group" in value));
  const all = variables.all.map((variable) => lowCodeVariable(component, variable));
  const document = new Document(topOf(step.operation.label, written, all), { aliasDuplicateObjects: false });
  comment(document, written);
  const notes = [
    ...secretFieldNotes(component, variables.all),
    ...fillInNotes(steps, "a step before, and refer to their content"),
    ...(hasGroups ? [groupNote] : []),
    "Publish the connector before the file is imported.",
  ];
  const name = `${step.operation.key}.yml`;
  const text = document.toString({ lineWidth: 0 });
  return { form: "lowCode", title, notes, parts: [{ name, language: "yaml", text }] };
};
