import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { findCase } from "../../../cases/loadCase";
import type { Catalogue, CatalogueEntry, Part, PartKind } from "../../wire/catalogue";
import { RequestError } from "../http/RequestError";
import { formInputs } from "./formInputs";

type Entry = Pick<CatalogueEntry, "key" | "label" | "description">;

const entriesOf = (kind: PartKind, entries: readonly Entry[]): CatalogueEntry[] =>
  entries.map(({ key, label, description }) => ({ kind, key, label, description }));

const displayed = ({
  key,
  display,
}: {
  key: string;
  display: { label: string; description: string };
}): Entry => ({
  key,
  ...display,
});

/** Every part of a component, in its own order. */
export const readCatalogue = (component: Component): Catalogue => ({
  ...component.display,
  entries: [
    ...entriesOf("action", Object.values(component.actions).map(displayed)),
    ...entriesOf("trigger", Object.values(component.triggers).map(displayed)),
    ...entriesOf("dataSource", Object.values(component.dataSources).map(displayed)),
    ...entriesOf(
      "connection",
      component.connections.map(({ key, label, comments = "" }) => ({ key, label, description: comments })),
    ),
  ],
});

const folders = { action: "actions", trigger: "triggers", dataSource: "dataSources" } as const;

const listOf = (component: Component, kind: PartKind) =>
  kind === "connection" ? component.connections : Object.values(component[folders[kind]]);

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
  const entry = readCatalogue(component).entries.find((one) => one.kind === kind && one.key === key);
  const declared = listOf(component, kind).find((one) => one.key === key) as unknown as
    | Record<string, unknown>
    | undefined;
  if (!entry || !declared)
    throw new RequestError(404, `The component has no ${kind} "${key.slice(0, 100)}".`);
  const { inputs, outputSchema, examplePayload, staticBranchNames } = declared;
  return {
    ...entry,
    inputs: formInputs(inputs as Parameters<typeof formInputs>[0]),
    ...(outputSchema !== undefined && { outputSchema }),
    ...(examplePayload !== undefined && {
      example: JSON.parse(JSON.stringify(examplePayload, withoutBytes)),
    }),
    ...(Array.isArray(staticBranchNames) && { branches: staticBranchNames.map(String) }),
    hasSample: kind !== "connection" && findCase(folders[kind], key) !== undefined,
  };
};
