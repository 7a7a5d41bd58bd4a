import type OpenAI from "openai";
import { routeAt } from "./address";
import type { CallRequest, Logger, Step } from "./call";
import { clock } from "./clock";
import { type ConnectionValue, CredentialError, createCredential, isTrue } from "./credentials";
import { EndpointError, resolveEndpoint } from "./endpoint";
import { connectionError } from "./errors";
import { send } from "./http";
import { normalizeRequestOptions, type RequestOptionsInput } from "./requestOptions";
import type { Route } from "./routes";
import { callSdk } from "./sdk";
import type { WireResponse } from "./wireResponse";

/** The part of a step's context that the client uses. */
export interface StepContext {
  logger: Logger;
  debug?: { enabled: boolean };
}

/** What a step says when it asks for a client. */
export interface ClientOptions {
  /** The action's label, for errors and logs. */
  action: string;
  connection: ConnectionValue;
  requestOptions?: RequestOptionsInput | string | undefined;
  /** Log requests and answers with their bodies; only where the builder asked for it on this step. */
  logBodies?: boolean | undefined;
  /** True for Raw Request, whose errors name other inputs. */
  isRaw?: boolean;
  /** An api-version for this step alone: it decides over the connection's. */
  apiVersion?: string | undefined;
}

/** One step's way to the service. */
export interface Client {
  /** Where the connection leads. */
  readonly endpoint: Step["endpoint"];
  /** Milliseconds left of the step's time budget. */
  remainingMs(): number;
  /** Makes a typed call that names a model; a dated api-version puts it into the path as the deployment. */
  withModel<Result>(model: string, call: (openai: OpenAI) => PromiseLike<Result>): Promise<Result>;
  /** Makes a typed call at resource level. */
  withResource<Result>(call: (openai: OpenAI) => PromiseLike<Result>): Promise<Result>;
  /** Sends a request that the SDK does not know, to an address of this endpoint. */
  request(request: Omit<CallRequest, "route">): Promise<WireResponse>;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A raw request takes whatever a list operation answers with: only typed calls need the list itself. */
const rawRoute = (step: Step, method: string, url: URL): Route => {
  const { answerField, ...route } = routeAt(step.endpoint, method, url);
  return answerField && !route.mayBeEmptyList ? { ...route, answerField } : route;
};

const createStep = (context: StepContext, options: ClientOptions): Step => {
  const { connection } = options;
  const requestOptions = normalizeRequestOptions(options.requestOptions);
  try {
    const endpoint = resolveEndpoint({
      endpoint: text(connection.fields["endpoint"]),
      organization: text(connection.fields["organization"]),
      isOpenAIKey: isTrue(connection.fields["isOpenAIKey"]),
      apiVersion: text(connection.fields["apiVersion"]),
      ...(options.apiVersion && { stepApiVersion: options.apiVersion }),
    });
    return {
      action: options.action,
      connection,
      endpoint,
      credential: createCredential(connection, endpoint),
      options: requestOptions,
      isRaw: options.isRaw ?? false,
      deadlineMs: clock.now() + requestOptions.totalTimeoutMs,
      logger: context.logger,
      logging: options.logBodies ? "bodies" : context.debug?.enabled ? "requests" : "none",
    };
  } catch (error) {
    if (!(error instanceof EndpointError) && !(error instanceof CredentialError)) throw error;
    throw connectionError(connection, error.message);
  }
};

/**
 * Makes the client of one step: the connection resolved, its credential ready, its time budget running.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createClient = (context: StepContext, options: ClientOptions): Client => {
  const step = createStep(context, options);
  return {
    endpoint: step.endpoint,
    remainingMs: () => step.deadlineMs - clock.now(),
    withModel: (model, call) => callSdk(step, model, call),
    withResource: (call) => callSdk(step, undefined, call),
    request: (request) => send(step, { ...request, route: rawRoute(step, request.method, request.url) }),
  };
};
