import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { EnteredConnection } from "../../../platform/connection";
import { isRecord } from "../../../platform/isRecord";
import type { TakenConnection } from "../../takeAlong/takenStep";

import { isSecretField } from "../connections/secretTexts";

const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : (value ?? "") !== "");

/** The names of pairs whose values may be keys of a gateway. */
const withoutValues = (rows: readonly unknown[]): Array<{ key: string; value: string }> =>
  rows.filter(isRecord).map((row) => ({ key: String(row["key"] ?? ""), value: "" }));

/** A field that says something of the connection; undefined for one that is a secret as a whole. */
const fieldOf = (input: Input, value: unknown): unknown => {
  if (input.type === "password") return undefined;
  if (Array.isArray(value)) return isSecretField(input, value) ? withoutValues(value) : value;
  // An address with a parameter or a password in it is told without these; a private key is not.
  return typeof value === "string" && value.includes("PRIVATE KEY-----") ? undefined : value;
};

/** A connection without its secrets: what else was entered, and which of the secrets are set. */
export const takenConnection = ({ connections }: Component, entered: EnteredConnection): TakenConnection => {
  const inputs = connections.find(({ key }) => key === entered.key)?.inputs ?? [];
  const fields = inputs
    .filter(({ key }) => isSet(entered.fields[key]))
    .map((input) => [input.key, fieldOf(input, entered.fields[input.key])] as const);
  return {
    key: entered.key,
    fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
    secretFields: fields.filter(([, value]) => value === undefined).map(([key]) => key),
  };
};
