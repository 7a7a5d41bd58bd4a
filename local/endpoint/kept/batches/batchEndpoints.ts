import type { Flavour } from "../../server/address";

/** The endpoints that a batch may name, for the operations that batches can run. */
export const batchEndpoints = (flavour: Flavour, operations: readonly string[]): string[] => {
  const versioned = operations.map((operation) => `/v1${operation}`);
  return flavour === "openai" ? versioned : [...versioned, ...operations];
};

/** A batch endpoint, or the url of a line, without its version; OpenAI never leaves the version out. */
export const operationOf = (
  endpoint: string,
  flavour: Flavour,
  operations: readonly string[],
): string | undefined =>
  batchEndpoints(flavour, operations).includes(endpoint) ? endpoint.replace(/^\/v1(?=\/)/, "") : undefined;
