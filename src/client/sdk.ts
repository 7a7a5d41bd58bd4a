import type OpenAI from "openai";
import { apiVersionFor, modelBaseUrl, routeAt } from "./address";
import { bufferedResponse } from "./bufferedResponse";
import type { RequestBody, Step } from "./call";
import { send } from "./http";

/** Node's longest timer: the client under the SDK has time limits of its own. */
const noTimeoutMs = 2_147_483_647;

/** Of the headers that the SDK sets, those that go out; its credential and its telemetry do not. */
const sdkHeaders = ["content-type", "accept", "openai-beta", "idempotency-key"];

const headersToSend = (headers: Headers): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of sdkHeaders) {
    const value = headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
};

const bodyToSend = (body: unknown): RequestBody | undefined => {
  if (body === undefined || body === null || typeof body === "string") return body ?? undefined;
  if (Buffer.isBuffer(body)) return body;
  throw new TypeError("The client sends text and buffers.");
};

/** A fetch for the SDK that goes through the shared client. */
const fetchThrough =
  (step: Step) =>
  async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    const method = init?.method ?? "GET";
    const route = routeAt(step.endpoint, method, url);
    const version = apiVersionFor(step.endpoint, route);
    if (version) url.searchParams.set("api-version", version);
    const headers = headersToSend(init?.headers as Headers);
    const isJson = headers["accept"]?.includes("json") ?? true;
    const wire = await send(step, {
      method,
      url: url.href,
      route,
      headers,
      body: bodyToSend(init?.body),
      expects: isJson ? "json" : "binary",
      mayBeEmpty: method === "DELETE",
    });
    return bufferedResponse(wire, url.href, isJson);
  };

/** Evaluated on first use, and once: loading the bundle does not wait for it. */
let sdkClass: typeof OpenAI | undefined;
const loadSdk = async (): Promise<typeof OpenAI> => {
  sdkClass ??= (await import("openai")).default;
  return sdkClass;
};

/**
 * The `openai` SDK on top of the shared client: its routes and types, none of its retries, time limits,
 * credentials or environment variables.
 */
export const createSdk = async (step: Step, model: string | undefined): Promise<OpenAI> => {
  const Sdk = sdkClass ?? (await loadSdk());
  return new Sdk({
    apiKey: "set by the transport",
    baseURL: model === undefined ? step.endpoint.baseUrl : modelBaseUrl(step.endpoint, model),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: noTimeoutMs,
    logLevel: "off",
    fetch: fetchThrough(step),
  });
};
