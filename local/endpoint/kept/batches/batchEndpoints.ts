import type { Api } from "../../server/address";

/** The endpoints that a batch may name, for the operations that batches can run. */
export const batchEndpoints = (api: Api, operations: readonly string[]): string[] => {
  const versioned = operations.map((operation) => `/v1${operation}`);
  return api === "openai" ? versioned : [...versioned, ...operations];
};

/** A batch endpoint, or the url of a line, without its version; OpenAI never leaves the version out. */
export const operationOf = (endpoint: string, api: Api, operations: readonly string[]): string | undefined =>
  batchEndpoints(api, operations).includes(endpoint) ? endpoint.replace(/^\/v1(?=\/)/, "") : undefined;
