import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { findCase } from "../../../cases/loadCase";
import {
  type Catalogue,
  type CatalogueEntry,
  type Part,
  type PartKind,
  partKinds,
} from "../../wire/catalogue";
import { RequestError } from "../http/RequestError";
import { areaOf } from "./areaOf";
import { formInputs } from "./formInputs";
import { exampleIn, outputShapes } from "./outputShapes";

/** A part as the component declares it. */
interface Declared {
  key: string;
  label?: string;
  comments?: string;
  display?: { label: string; description: string };
  inputs: readonly Input[];
}

const entryOf = (kind: PartKind, { key, label = "", comments = "", display }: Declared): CatalogueEntry => {
  const area = areaOf(kind, key);
  return {
    kind,
    key,
    ...(display ?? { label, description: comments }),
    ...(area !== undefined && { area }),
  };
};

const labelsOf = (inputs: readonly Input[]): string[] =>
  inputs.flatMap(({ label, inputs: members }) => [label, ...labelsOf(members ?? [])]);

/** Every part of a component, in its own order. */
export const readCatalogue = (component: Component): Catalogue => ({
  ...component.display,
  entries: partKinds.flatMap((kind) =>
    listOf(component, kind).map((part) => ({ ...entryOf(kind, part), inputLabels: labelsOf(part.inputs) })),
  ),
});

const folders = { action: "actions", trigger: "triggers", dataSource: "dataSources" } as const;

const listOf = (component: Component, kind: PartKind): Declared[] =>
  (kind === "connection" ? component.connections : Object.values(component[folders[kind]])) as Declared[];

/**
 * A part as the component declares it.
 * @throws RequestError for an unknown one
 */
export const declaredPart = (
  component: Component,
  kind: PartKind,
  key: string,
): Declared & Record<string, unknown> => {
  const declared = listOf(component, kind).find((one) => one.key === key);
  if (declared) return declared as Declared & Record<string, unknown>;
  throw new RequestError(404, `The component has no ${kind} "${key.slice(0, 100)}".`);
};

/**
 * One part with its form and what it gives.
 * @throws RequestError for an unknown one
 */
export const readPart = (component: Component, kind: PartKind, key: string): Part => {
  const declared = declaredPart(component, kind, key);
  const { inputs, outputSchema, examplePayload, staticBranchNames, dynamicBranchInput } = declared;
  const shapes = outputShapes(outputSchema);
  const sample = kind === "connection" ? undefined : findCase(folders[kind], key);
  return {
    ...entryOf(kind, declared),
    inputs: formInputs(inputs),
    ...(shapes.length > 0 && { shapes }),
    hasExample: exampleIn(examplePayload) !== undefined,
    ...(Array.isArray(staticBranchNames) && { branches: staticBranchNames.map(String) }),
    ...(typeof dynamicBranchInput === "string" &&
      dynamicBranchInput !== "" && { branchInput: dynamicBranchInput }),
    hasSample: sample !== undefined,
    ...(sample && { sampleForms: sample.every.length }),
  };
};
