import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../platform/isRecord";
import type { TakenConnection, TakenStep } from "./takenStep";

/** A connection of an integration: the configuration variable that holds it. */
export interface ConfigVariable {
  name: string;
  connection: TakenConnection;
}

const fullName = (key: string): string => (key === "connection" ? "Azure OpenAI" : "Azure OpenAI Fallback");

/** The configuration variables of some steps. Steps that have another connection get a variable of their own. */
export class ConfigVariables {
  readonly all: ConfigVariable[] = [];

  constructor(steps: readonly TakenStep[]) {
    for (const step of steps) this.namesFor(step);
  }

  private nameOf(inputKey: string, connection: TakenConnection): string {
    const text = JSON.stringify(connection);
    const known = this.all.find((variable) => JSON.stringify(variable.connection) === text);
    if (known) return known.name;
    const base = fullName(inputKey);
    const taken = this.all.filter(({ name }) => name === base || name.startsWith(`${base} `)).length;
    const name = this.all.some((variable) => variable.name === base) ? `${base} ${taken + 1}` : base;
    this.all.push({ name, connection });
    return name;
  }

  /** The variable of each connection of a step, by the key of its input. */
  namesFor({ connections }: TakenStep): Record<string, string> {
    return Object.fromEntries(
      Object.entries(connections).map(([key, connection]) => [key, this.nameOf(key, connection)]),
    );
  }
}

const meta = { visibleToOrgDeployer: true, visibleToCustomerDeployer: true };

/** A field of a connection as an integration file has it. */
const fieldValue = (value: unknown): Record<string, unknown> =>
  Array.isArray(value)
    ? {
        type: "complex",
        value: value
          .filter(isRecord)
          .map((row) => ({ name: String(row["key"]), type: "value", value: String(row["value"]) })),
        meta,
      }
    : { type: "value", value: String(value), meta };

/** A configuration variable as an integration file has it. Secrets are empty, to be filled in when it is deployed. */
export const lowCodeVariable = (
  { key: component, connections }: Component,
  { name, connection }: ConfigVariable,
): Record<string, unknown> => {
  const definition = connections.find(({ key }) => key === connection.key);
  const isOnPremises = definition?.inputs.some(({ key }) => key === "tlsName") ?? false;
  const secrets = connection.secretFields.map((field) => [
    field,
    { type: "value", value: "", meta: { ...meta, writeOnly: true } },
  ]);
  const values = Object.entries(connection.fields).map(([field, value]) => [field, fieldValue(value)]);
  return {
    key: name,
    dataType: "connection",
    connection: { key: connection.key, component: { isPublic: false, key: component, version: "LATEST" } },
    inputs: Object.fromEntries([...values, ...secrets]),
    onPremiseConnectionConfig: isOnPremises ? "allowed" : "disallowed",
    orgOnly: false,
    meta,
  };
};

/** A note on the secret fields that are left empty; none where there are none. */
export const secretFieldNotes = (
  { connections }: Component,
  variables: readonly ConfigVariable[],
): string[] =>
  variables.flatMap(({ name, connection }) => {
    const inputs = connections.find(({ key }) => key === connection.key)?.inputs ?? [];
    const labels = connection.secretFields.map(
      (field) => inputs.find(({ key }) => key === field)?.label ?? field,
    );
    return labels.length > 0 ? [`Fill in ${labels.join(", ")} of ${name}.`] : [];
  });
