import type { Component, ConnectionValue } from "@prismatic-io/spectral/dist/serverTypes";

/** Which connection of the component, and what was entered in it. */
export interface EnteredConnection {
  key: string;
  /** Texts, and lists of pairs. */
  fields: Record<string, unknown>;
  /** The token of a sign-in, which the platform keeps beside the fields. */
  token?: Record<string, unknown>;
}

/** The connection as a step gets it: what was entered, and the defaults of the fields that were left alone. */
export const connectionValue = (
  { connections }: Component,
  { key, fields, token }: EnteredConnection,
): ConnectionValue => {
  const inputs = connections.find((connection) => connection.key === key)?.inputs;
  if (!inputs) throw new Error(`The component has no connection "${key}".`);
  const defaults = Object.fromEntries(inputs.map((input) => [input.key, input.default ?? ""]));
  return { key, configVarKey: "Connection", fields: { ...defaults, ...fields }, ...(token && { token }) };
};

/** The connection to a local endpoint. */
export const localConnection = ({ url, apiKey }: { url: string; apiKey: string }): EnteredConnection => ({
  key: "apiKey",
  fields: { endpoint: url, apiKey, defaultModel: "gpt-5.4" },
});
