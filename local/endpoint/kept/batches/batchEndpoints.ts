import type { Flavour } from "../../server/address";

/** What the endpoint can run; the services also name some that it has no models for. */
const operations = ["/responses", "/chat/completions", "/embeddings"];

/** The endpoints that a batch may name. */
export const batchEndpoints = (flavour: Flavour): string[] => {
  const versioned = operations.map((operation) => `/v1${operation}`);
  return flavour === "openai" ? versioned : [...versioned, ...operations];
};

/** A batch endpoint, or the url of a line, without its version; OpenAI never leaves the version out. */
export const operationOf = (endpoint: string, flavour: Flavour): string | undefined =>
  batchEndpoints(flavour).includes(endpoint) ? endpoint.replace(/^\/v1(?=\/)/, "") : undefined;
