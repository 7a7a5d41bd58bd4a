import type { LocalEndpoint } from "../../../local/endpoint";

/** A JSON answer, as far as the tests look into it. */
export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the endpoint answered
  body: any;
}

/** Sends JSON with the endpoint's own key and reads JSON back. */
export async function call(
  endpoint: LocalEndpoint,
  path: string,
  body?: unknown,
  { method, headers }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
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
}

/** A chat request with one user message. */
export function ask(content: string, fields: Record<string, unknown> = {}) {
  return { model: "gpt-5.4", messages: [{ role: "user", content }], ...fields };
}

export const chatPath = "/openai/v1/chat/completions";
