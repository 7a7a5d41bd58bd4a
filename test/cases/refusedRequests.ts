import type { ConnectionKind } from "../../local/cases/world";
import type { LocalEndpoint } from "../../local/endpoint";

/** A request that the services refuse, by its path below the base URL. */
interface RefusedRequest {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: unknown;
  apiKey?: string;
}

const model = "gpt-5.4";
const messages = [{ role: "user", content: "What is 6 times 7?" }];

const refusedRequests: readonly RefusedRequest[] = [
  { method: "GET", path: "/models", apiKey: "a-key-of-nobody" },
  { method: "GET", path: "/files/file-none" },
  { method: "DELETE", path: "/files/file-none" },
  { method: "GET", path: "/files/file-none/content" },
  { method: "GET", path: "/batches/batch_none" },
  { method: "POST", path: "/batches/batch_none/cancel" },
  { method: "POST", path: "/batches", body: { endpoint: "/v1/chat/completions", completion_window: "24h" } },
  { method: "POST", path: "/chat/completions", body: { model } },
  { method: "POST", path: "/chat/completions", body: { model, messages, temperature: 3 } },
  {
    method: "POST",
    path: "/chat/completions",
    body: { model, messages: [{ role: "user", content: "forbidden-content" }] },
  },
  { method: "POST", path: "/images/generations", body: { model: "gpt-image-2" } },
  {
    method: "POST",
    path: "/embeddings",
    body: { model: "text-embedding-3-large", input: "tea", dimensions: 4000 },
  },
  { method: "POST", path: "/images/generations", body: { model: "gpt-image-2", prompt: "A cat", n: 100 } },
  { method: "POST", path: "/audio/speech", body: { model: "gpt-4o-mini-tts", input: "Hi", voice: "nobody" } },
];

const addressOf = (kind: ConnectionKind, path: string, body: unknown): string => {
  if (kind === "openai") return `/v1${path}`;
  if (kind === "v1") return `/openai/v1${path}`;
  const deployment =
    body && /^\/(chat|images|audio|embeddings)/.test(path)
      ? `/deployments/${(body as { model: string }).model}`
      : "";
  return `/openai${deployment}${path}?api-version=2024-10-21`;
};

/** Sends an endpoint what it has to refuse, and gives the statuses. */
export const sendRefused = async (endpoint: LocalEndpoint, kind: ConnectionKind): Promise<number[]> => {
  const statuses: number[] = [];
  const send = async ({ method, path, body, apiKey = endpoint.apiKey }: RefusedRequest): Promise<void> => {
    const key = kind === "openai" ? { authorization: `Bearer ${apiKey}` } : { "api-key": apiKey };
    const response = await fetch(`${endpoint.url}${addressOf(kind, path, body)}`, {
      method,
      headers: { ...key, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    statuses.push(response.status);
  };
  for (const request of refusedRequests) await send(request);
  endpoint.enqueueFaults({ kind: "rateLimited", retryAfter: 1 }, { kind: "quotaExceeded" });
  const question = { method: "POST", path: "/chat/completions", body: { model, messages } } as const;
  await send(question);
  await send(question);
  return statuses;
};
