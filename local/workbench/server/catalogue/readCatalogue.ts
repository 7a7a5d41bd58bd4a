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

/** Bytes can't be told in JSON; an example says how many there are. */
const withoutBytes = (_key: string, value: unknown): unknown => {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
  return type === "Buffer" && Array.isArray(data) ? `(${data.length} bytes)` : value;
};

/**
 * One part with its form and its example.
 * @throws RequestError for an unknown one
 */
export const readPart = (component: Component, kind: PartKind, key: string): Part => {
  const declared = listOf(component, kind).find((one) => one.key === key) as
    | (Declared & Record<string, unknown>)
    | undefined;
  if (!declared) {
    throw new RequestError(404, `The component has no ${kind} "${key.slice(0, 100)}".`);
  }
  const { inputs, outputSchema, examplePayload, staticBranchNames, dynamicBranchInput } = declared;
  return {
    ...entryOf(kind, declared),
    inputs: formInputs(inputs),
    ...(outputSchema !== undefined && { outputSchema }),
    ...(examplePayload !== undefined && {
      example: JSON.parse(JSON.stringify(examplePayload, withoutBytes)),
    }),
    ...(Array.isArray(staticBranchNames) && { branches: staticBranchNames.map(String) }),
    ...(typeof dynamicBranchInput === "string" &&
      dynamicBranchInput !== "" && { branchInput: dynamicBranchInput }),
    hasSample: kind !== "connection" && findCase(folders[kind], key) !== undefined,
  };
};
