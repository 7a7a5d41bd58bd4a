import type http from "node:http";
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from "axios";
import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import { agentFor, freshAgentFor } from "../network/agents";
import { AttemptTime } from "./AttemptTime";
import { AttemptFailure } from "./attemptFailure";
import { mayBePacked } from "./contentCodings";
import { credentialHeaders } from "./credentialHeaders";
import { exchange, isStream } from "./exchange";

declare module "axios" {
  interface AxiosRequestConfig {
    call?: Call;
  }
}

/** Path and query of a call, the connection's own parameters behind the operation's. */
const pathWithQuery = ({ request: { url }, step }: Call): string => {
  const { query } = step.credential;
  if (query.length === 0) return `${url.pathname}${url.search}`;
  const added = query
    .filter(([name]) => !url.searchParams.has(name))
    .map(([name, spelledValue]) => `${name}=${spelledValue}`);
  const whole = [url.search.slice(1), ...added].filter((part) => part !== "").join("&");
  return `${url.pathname}${whole && "?"}${whole}`;
};

/** What a proxy whose address is none fails with. */
const proxyAddressFailure = (): AttemptFailure =>
  new AttemptFailure({ type: "network", code: "PROXY_ADDRESS", phase: "connect", detail: "" });

type MaybeAgent = http.Agent | false | Promise<http.Agent>;

/** The agent of an attempt. A request that creates something never meets a stale connection: it is never sent twice. */
const chooseAgent = ({ request: { url }, isRepeatable }: Call): MaybeAgent => {
  try {
    const agent = isRepeatable ? agentFor(url) : freshAgentFor(url);
    return agent instanceof Promise ? agent.catch(() => Promise.reject(proxyAddressFailure())) : agent;
  } catch {
    throw proxyAddressFailure();
  }
};

const wireHeaders = (call: Call, credential: Record<string, string>): Record<string, string> => {
  const { headers, body } = call.request;
  return {
    "user-agent": "azure-openai-connector",
    ...call.step.credential.extraHeaders,
    ...headers,
    "accept-encoding": call.request.expects === "binary" ? "identity" : "gzip, deflate, br",
    ...(body !== undefined && {
      "content-length": String(isStream(body) ? body.lengthBytes : Buffer.byteLength(body)),
    }),
    ...credential,
  };
};

/** Unpacks what came packed. Loaded with the first answer that needs it, as is what it unpacks with. */
const unpacked = async (call: Call, answer: WireResponse, time: AttemptTime): Promise<WireResponse> => {
  const { unpackBody } = await import("./unpackBody");
  const whole = await unpackBody(call, answer, time);
  const isForReceiver = whole.status >= 200 && whole.status <= 299;
  const receive = isForReceiver ? call.request.openReceiver?.() : undefined;
  if (!receive) return whole;
  receive(whole.body);
  return { ...whole, body: Buffer.alloc(0) };
};

/** One attempt, from its connection to the last byte of its answer as the service meant it. */
const attempt = async (
  call: Call,
  headers: Record<string, string>,
  time: AttemptTime,
): Promise<WireResponse> => {
  const choice = chooseAgent(call);
  const agent = choice instanceof Promise ? await choice : choice;
  const answer = await exchange({ call, headers, path: pathWithQuery(call), agent, time });
  return mayBePacked(answer, call.request.expects) ? unpacked(call, answer, time) : answer;
};

/**
 * The axios adapter: one attempt over `node:http`, redirects not followed, the whole body or a failure. It is
 * where the credential joins the request, so that no axios object ever holds it. The answer is left with the call:
 * axios would make a copy of its headers.
 * @throws AttemptFailure for network errors, time limits and bodies that can't be unpacked or are too large.
 */
export const transport: AxiosAdapter = async (
  config: InternalAxiosRequestConfig,
): Promise<AxiosResponse<undefined>> => {
  const { call } = config;
  if (!call) throw new Error("The transport was used without a call.");
  const credential = credentialHeaders(call.step);
  call.sentCredential = credential instanceof Promise ? await credential : credential;
  const headers = wireHeaders(call, call.sentCredential);
  if (call.step.signal?.aborted) {
    const outcome = { type: "timeout", limit: "cancelled", timeoutMs: 0 } as const;
    throw Object.assign(new AttemptFailure(outcome), { config });
  }
  call.attempts += 1;
  const time = new AttemptTime(call.step);
  try {
    call.answer = await attempt(call, headers, time);
    return { data: undefined, status: call.answer.status, statusText: "", headers: {}, config };
  } catch (error) {
    throw error instanceof AttemptFailure ? Object.assign(error, { config }) : error;
  } finally {
    time.stop();
  }
};
