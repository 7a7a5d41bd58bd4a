import type OpenAI from "openai";
import { Memory } from "../../text/Memory";
import type { CallRequest, Step } from "../call";
import { modelBaseUrl, namesDeployment, placeOfCall } from "../endpoint/address";
import { isOwnError, readableError } from "../errors/errors";
import { sendModelCall } from "../modelCall/sendModelCall";
import { redactorFor } from "../secrets/redaction";
import { send } from "../sending/http";
import { bufferedResponse } from "./bufferedResponse";
import { FormReader, sdkBody } from "./sdkBody";

/** Node's longest timer, so that the SDK's own time limit never ends a call. */
const noTimeoutMs = 2_147_483_647;

/** Headers of the SDK that are sent. Its credential and its telemetry are not. */
const sdkHeaders = [
  "content-type",
  "accept",
  "openai-beta",
  "idempotency-key",
  // Names the deployment that draws the images of a response (Azure's guide to the Responses API).
  "x-ms-oai-image-generation-deployment",
];

const headersToSend = (headers: Headers): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of sdkHeaders) {
    const value = headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
};

/** Makes one call of the SDK through the shared client. */
const sendFor = async (step: Step, address: string, init: RequestInit | undefined): Promise<Response> => {
  const method = init?.method ?? "GET";
  const { url, route } = placeOfCall(step.endpoint, method, new URL(address));
  const namesModel = !(route.takesModelInPath && namesDeployment(step.endpoint, url));
  const { body, contentType, formFields } = await sdkBody(init?.body, namesModel);
  const headers = headersToSend(init?.headers as Headers);
  if (contentType) headers["content-type"] = contentType;
  const isJson = headers["accept"]?.includes("json") ?? true;
  const request: CallRequest = {
    method,
    url,
    route,
    headers,
    expects: isJson ? "json" : "binary",
    mayBeEmpty: method === "DELETE",
    mayBeText: formFields !== undefined,
  };
  const read = formFields ?? (typeof body === "string" ? body : undefined);
  const runsModel = step.model !== undefined && method === "POST" && read !== undefined;
  const wire = runsModel
    ? await sendModelCall(step, formFields ? { ...request, body } : request, read)
    : await send(step, { ...request, body });
  return bufferedResponse(wire, url.href);
};

/**
 * An SDK client that makes one call at a time and is then used again, because making one takes a tenth of a call.
 * `step` is set while a call runs, and cleared after it.
 */
interface LentSdk {
  openai: OpenAI;
  step: Step | undefined;
}

const createSdk = (Sdk: typeof OpenAI, baseURL: string): LentSdk => {
  const send = (address: unknown, init?: RequestInit): Promise<Response> => {
    if (!lent.step) throw new Error("The SDK was used after its call had ended.");
    return sendFor(lent.step, String(address), init);
  };
  const lent: LentSdk = {
    step: undefined,
    openai: new Sdk({
      apiKey: "set by the transport",
      baseURL,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: noTimeoutMs,
      logLevel: "off",
      fetch: Object.assign(send, { Response: FormReader }),
    }),
  };
  return lent;
};

/** Loaded on first use, so that loading the bundle does not wait for it. */
let sdkClass: typeof OpenAI | undefined;
const loadSdk = async (): Promise<typeof OpenAI> => {
  sdkClass ??= (await import("openai")).default;
  return sdkClass;
};

/** Idle SDK clients, by base URL. */
const idle = new Memory<LentSdk[]>(50);
const mostIdle = 100;

const giveBack = (baseUrl: string, lent: LentSdk): void => {
  lent.step = undefined;
  const waiting = idle.recall(baseUrl, () => []);
  if (waiting.length < mostIdle) waiting.push(lent);
};

/**
 * Makes a call of the `openai` SDK through the shared client. The SDK's routes and types are used; its retries, time
 * limits, credentials and environment variables are not. A call that names a model goes to the model's base URL.
 */
export const callSdk = async <Result>(
  step: Step,
  model: string | undefined,
  call: (openai: OpenAI) => PromiseLike<Result>,
): Promise<Result> => {
  const baseUrl = model === undefined ? step.endpoint.baseUrl : modelBaseUrl(step.endpoint, model);
  const lent = idle.get(baseUrl)?.pop() ?? createSdk(sdkClass ?? (await loadSdk()), baseUrl);
  lent.step = model === step.model ? step : { ...step, model };
  try {
    return await call(lent.openai);
  } catch (error) {
    const redact = redactorFor(step.credential);
    const readable = readableError(error, step.action, redact);
    // A refusal that says what it used was paid for, such as that of an answer that was taken back.
    if (model !== undefined && isOwnError(readable) && readable.usage)
      step.usage.take({ usage: readable.usage }, model, step);
    if (readable.cause instanceof Error && readable !== error)
      step.logger.debug(redact(`${step.action}: ${readable.cause.stack}`));
    throw readable;
  } finally {
    giveBack(baseUrl, lent);
  }
};
