import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";
import component from "../../src/index";
import { expectNone } from "./expectNone";
import {
  type FixedPart,
  fixedActions,
  fixedComponentKey,
  fixedConnections,
  fixedDataSources,
  fixedLabels,
  fixedRequestOptions,
  fixedTriggers,
} from "./fixedNames";

const inputOf = (parts: readonly PartDefinition[], key: string, input: string): InputDefinition | undefined =>
  parts.find((part) => part.key === key)?.inputs.find((candidate) => candidate.key === input);

/** What was renamed, removed or made necessary against the fixed names. */
const deviations = (
  kind: string,
  parts: readonly PartDefinition[],
  fixed: Readonly<Record<string, FixedPart>>,
): string[] =>
  Object.entries(fixed).flatMap(([key, { label, inputs }]) => {
    const part = parts.find((candidate) => candidate.key === key);
    if (!part) return [`${kind} ${key}: put it back, its key is in use.`];
    const renamed =
      part.label === label ? [] : [`${kind} ${key}: its label is "${label}", not "${part.label}".`];
    const keys = Object.keys(inputs);
    const wrongInputs = keys.flatMap((input) => {
      const found = inputOf(parts, key, input);
      if (!found) return [`${kind} ${key}: put the input ${input} back, its key is in use.`];
      return found.label === inputs[input]
        ? []
        : [`${kind} ${key}: the label of ${input} is "${inputs[input]}", not "${found.label}".`];
    });
    const demanding = part.inputs
      .filter((input) => input.required && !(input.key in inputs))
      .map((input) => `${kind} ${key}: make the later input ${input.key} optional, existing steps lack it.`);
    return [...renamed, ...wrongInputs, ...demanding];
  });

describe("names that are for ever", () => {
  it("hold for the component", () => {
    expect((component as unknown as { key: string }).key).toBe(fixedComponentKey);
  });

  it("hold for actions and their inputs", () => {
    expectNone(deviations("action", definition.action, fixedActions));
  });

  it("hold for the keys and labels of the other first actions", () => {
    const labels = Object.fromEntries(definition.action.map(({ key, label }) => [key, label]));
    expect(labels).toMatchObject(fixedLabels);
  });

  it("hold for connections and their fields", () => {
    expectNone(deviations("connection", definition.connection, fixedConnections));
  });

  it("hold for data sources and their inputs", () => {
    expectNone(deviations("data source", definition.dataSource, fixedDataSources));
  });

  it("hold for triggers and their inputs", () => {
    expectNone(deviations("trigger", definition.trigger, fixedTriggers));
  });

  it("hold for the group Request Options of every action and trigger that has it", () => {
    for (const { inputs } of [...definition.action, ...definition.trigger]) {
      const group = inputs.find(({ key }) => key === "requestOptions");
      if (group) expect(group.inputs?.map(({ key }) => key)).toEqual(fixedRequestOptions);
    }
    const having = (wanted: string): string[] =>
      definition.action
        .filter(({ inputs }) => inputs.some(({ key }) => key === wanted))
        .map(({ key }) => key);
    expect(having("requestOptions")).toEqual(
      having("connection").filter((key) => key !== "rawRequest" && key !== "diagnoseConnection"),
    );
  });

  it("hold for the defaults of the connections", () => {
    expect(inputOf(definition.connection, "apiKey", "apiVersion")?.default).toBe("v1");
    expect(inputOf(definition.connection, "entraServicePrincipal", "apiVersion")?.default).toBe("v1");
    expect(inputOf(definition.connection, "entraServicePrincipal", "authorityHost")?.default).toBe(
      "https://login.microsoftonline.com",
    );
  });

  it("would be reported when they change", () => {
    const renamed = [{ key: "one", label: "Uno", description: "", inputs: [] }];
    const fixed = { one: { label: "One", inputs: { model: "Model" } }, two: { label: "Two", inputs: {} } };
    expect(deviations("action", renamed, fixed)).toEqual([
      'action one: its label is "One", not "Uno".',
      "action one: put the input model back, its key is in use.",
      "action two: put it back, its key is in use.",
    ]);
  });
});
