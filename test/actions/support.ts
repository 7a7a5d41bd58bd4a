import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../local/endpoint";
import type { RecordedRequest } from "../../local/endpoint/server/recordedRequest";
import { keyConnection, silentLogger, testKey } from "../support/connector";

/** The three ways the service is spoken to. */
export const apis = ["v1", "dated", "openai"] as const;
export type Api = (typeof apis)[number];

/** The date of the dated connection. */
export const datedVersion = "2024-10-21";

const fieldsOf: Record<Api, Record<string, unknown>> = {
  v1: {},
  dated: { apiVersion: datedVersion },
  openai: { isOpenAIKey: "true", organization: "org-abc123" },
};

/** An API Key connection of this api to the server at `url`. */
export const connectionTo = (url: string, api: Api = "v1", fields: Record<string, unknown> = {}) =>
  keyConnection(api === "openai" ? `${url}/v1` : url, { ...fieldsOf[api], ...fields });

/** A local endpoint that accepts the tests' key. */
export const startEndpoint = (options: LocalEndpointOptions = {}): Promise<LocalEndpoint> =>
  startLocalEndpoint({ apiKey: testKey, ...options });

/** The only request that arrived. */
export const onlyRequest = ({ requests }: { requests: RecordedRequest[] }): RecordedRequest => {
  const [first, ...others] = requests;
  if (!first || others.length > 0) throw new Error(`${requests.length} requests arrived in place of one.`);
  return first;
};

/** One request to `/chat/completions` as each api has to make it. */
export const expectedAddress = {
  v1: { path: "/openai/v1", query: {} },
  dated: { path: "/openai/deployments/gpt-5.4", query: { "api-version": datedVersion } },
  openai: { path: "/v1", query: {} },
} as const;

/** A context whose logger says nothing, for what is not run by `run`, which is silent by itself. */
export const quiet = { logger: silentLogger };
