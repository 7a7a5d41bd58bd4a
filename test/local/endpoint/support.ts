import type { EntraAuthority, LocalEndpoint } from "../../../local/endpoint";

/** A JSON answer, as far as the tests look into it. */
export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the endpoint answered
  body: any;
}

/** Sends JSON with the endpoint's own key and reads JSON back. */
export const call = async (
  endpoint: LocalEndpoint,
  path: string,
  body?: unknown,
  { method, headers }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> => {
  const authorization = path.startsWith("/v1/")
    ? { authorization: `Bearer ${endpoint.apiKey}` }
    : { "api-key": endpoint.apiKey };
  const response = await fetch(`${endpoint.url}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { ...authorization, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
};

/** A chat request with one user message. */
export const ask = (content: string, fields: Record<string, unknown> = {}) => ({
  model: "gpt-5.4",
  messages: [{ role: "user", content }],
  ...fields,
});

export const chatPath = "/openai/v1/chat/completions";

/** A token that an authority gives its application for a scope. */
export const tokenFor = async (
  authority: EntraAuthority,
  scope = "https://cognitiveservices.azure.com/.default",
): Promise<string> => {
  const { authorityHost, tenantId, clientId, clientSecret } = authority;
  const response = await fetch(`${authorityHost}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`No token: status ${response.status}`);
  return token;
};

/** GETs an address and reads the JSON that comes back. */
export const get = async (url: string, headers: Record<string, string> = {}): Promise<Reply> => {
  const response = await fetch(url, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? "" : JSON.parse(text) };
};

/** The headers of a request with this token. */
export const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

/** Time that stands still until a test moves it. */
export class StandingClock {
  private timeMs = Date.parse("2026-11-21T09:00:00Z");

  nowMs = () => this.timeMs;
  wait = async () => undefined;

  advance(durationMs: number): void {
    this.timeMs += durationMs;
  }
}

/** The ways to a resource-level operation, each with the api that answers there. */
export const resourcePaths = {
  azureV1: (operation: string) => `/openai/v1${operation}`,
  azureDated: (operation: string) =>
    `/openai${operation}${operation.includes("?") ? "&" : "?"}api-version=2024-10-21`,
  openai: (operation: string) => `/v1${operation}`,
};

/** Uploads a file with these form fields. */
export const uploadTo = async (
  endpoint: LocalEndpoint,
  content: string | Uint8Array<ArrayBuffer> | undefined,
  fields: Record<string, string> = { purpose: "batch" },
  api: keyof typeof resourcePaths = "azureV1",
): Promise<Reply> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (content !== undefined) form.append("file", new Blob([content]), "lines.jsonl");
  const response = await fetch(`${endpoint.url}${resourcePaths[api]("/files")}`, {
    method: "POST",
    headers: { "api-key": endpoint.apiKey, authorization: `Bearer ${endpoint.apiKey}` },
    body: form,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};
