import type OpenAI from "openai";
import type { FileObject } from "openai/resources/files";
import { priceOf, type TokenPrice } from "../text/tokenPrice";
import type { WireResponse } from "./answer/wireResponse";
import type { CallRequest, Logger, ModelsStep, PacedCall } from "./call";
import { allCandidates } from "./candidates";
import { clock } from "./clock";
import type { SafetyClient } from "./createSafetyClient";
import { type ClientOptions, createSecondStep, createStep, type StepContext } from "./createStep";
import { routeAt } from "./endpoint/address";
import { type ModelPurpose, requireModel } from "./endpoint/modelChoice";
import type { Route } from "./endpoint/operations";
import { ifReadable } from "./errors/errors";
import { type Deployment, deploymentsOf } from "./fallback/deployments";
import { callWithFallback, type ModelAnswer } from "./fallback/fallback";
import { pricedAnswer } from "./fallback/pricedAnswer";
import { quotaKey } from "./fallback/quotaKey";
import { readFileLines, type TakeLine } from "./files/readFileLines";
import { readFirstLine } from "./files/readFirstLine";
import { type FileUpload, uploadFile } from "./files/uploadFile";
import type { FormFile } from "./network/multipart";
import type { StepObserver } from "./StepObserver";
import type { StepUsage } from "./StepUsage";
import type { StepWarnings } from "./StepWarnings";
import { callSdk } from "./sdk/sdk";
import { redactorFor } from "./secrets/redaction";
import { send } from "./sending/http";
import {
  type AnsweredBytes,
  type JsonRequest,
  type Query,
  receiveBytes,
  sendForm,
  sendJson,
} from "./sending/ownCalls";
import { recordedLength } from "./sending/recordedLength";

/** One step's way to the service. */
export interface Client {
  /** The label of the step's action, as errors and logs name it. */
  readonly action: string;
  readonly logger: Logger;
  /** Where the connection leads. */
  readonly endpoint: ModelsStep["endpoint"];
  /** Names of the headers that the connection adds to every call, in lower case. */
  readonly extraHeaderNames: readonly string[];
  /** Observes the step; undefined where nobody does. */
  readonly observer: StepObserver | undefined;
  /** Cancels the step. */
  readonly signal: AbortSignal | undefined;
  /** What the step tells beside its result. */
  readonly warnings: StepWarnings;
  /** What the step's answers used. */
  readonly usage: StepUsage;
  /** Removes the connection's secrets from a text for a log. */
  redact(text: string): string;
  /** Milliseconds left of the step's time budget; 0 once it was cancelled. */
  remainingMs(): number;
  /**
   * Makes an SDK call that names a model. `call` is given the name to use; with a dated api-version, it goes into the
   * path as the deployment. Where the deployment can't answer, the step's fallbacks are asked.
   * @param paced - says that a run paces the call: without fallbacks, a refusal for rate is not retried here
   */
  withModel<Result>(
    model: string | undefined,
    purpose: ModelPurpose,
    call: (openai: OpenAI, model: string) => PromiseLike<Result>,
    paced?: PacedCall,
  ): Promise<ModelAnswer<Result>>;
  /** The deployments that the step may use, its own first, for calls that are divided among them. */
  deployments(model: string | undefined, purpose: ModelPurpose): Deployment[];
  /**
   * The name of the step's model: its input, or the connection's default for an empty one.
   * @throws InputError that names the places to enter one.
   */
  modelName(model: string | undefined, purpose: ModelPurpose): string;
  /** A key for one deployment used with one credential: each such pair has a quota of its own. */
  quotaKey(model: string | undefined, purpose: ModelPurpose): string;
  /** The connection's price of the model that an answer names. */
  priceOf(model: unknown): TokenPrice | undefined;
  /** Makes an SDK call of an operation without a model. A list's further pages have to be read within `call`. */
  withResource<Result>(call: (openai: OpenAI) => PromiseLike<Result>): Promise<Result>;
  /**
   * The way to the Content Safety resource that the connection names; undefined where it names none.
   * @throws ConnectionError that names the field which can't be used.
   */
  contentSafety(): Promise<SafetyClient | undefined>;
  /** Sends JSON to an operation that the SDK lacks, and returns the JSON of the answer. */
  json(method: string, path: string, request?: JsonRequest): Promise<unknown>;
  /** Sends a multipart form, with its files streamed, and returns the JSON of the answer. */
  form(path: string, fields: Query, files: readonly FormFile[]): Promise<unknown>;
  /** Downloads the bytes at a path into memory, with their content type. */
  bytes(path: string): Promise<AnsweredBytes>;
  /** Sends a request that the builder wrote, to an address of this endpoint. */
  request(request: Omit<CallRequest, "route">): Promise<WireResponse>;
  /** Uploads a file from its stream, without holding it whole, and returns the service's description of it. */
  upload(upload: FileUpload): Promise<FileObject>;
  /**
   * Reads a file line by line, without holding it whole.
   * @param openTake - opens, for each attempt, the receiver of the lines, which come in order
   */
  readLines(fileId: string, openTake: () => TakeLine): Promise<void>;
  /** The first line of a file; undefined where it is not had at once, since it is an extra. */
  firstLine(fileId: string): Promise<string | undefined>;
}

/** The route of a raw request, which accepts any JSON: only typed calls need an operation's array. */
const rawRoute = (step: ModelsStep, method: string, url: URL): Route => {
  const { answerField, ...route } = routeAt(step.endpoint, method, url);
  return answerField && !route.mayBeEmptyList ? { ...route, answerField } : route;
};

/** A step whose errors and logs hide the other connection's secrets as well. Its answers keep them. */
const hidingThoseOf = (step: ModelsStep, other: ModelsStep | undefined): ModelsStep => {
  if (!other) return step;
  const { suspects } = step.credential;
  const credential = {
    ...step.credential,
    /** A getter, because the other connection may acquire tokens while the step runs. */
    get suspects() {
      return [...new Set([...suspects, ...other.credential.secrets(), ...other.credential.suspects])];
    },
  };
  return { ...step, credential };
};

/** True where a text holds a secret as it is: looking for all of its spellings takes longer than a call. */
const holdsSecret = ({ credential: { secrets, suspects } }: ModelsStep, text: string): boolean =>
  [...secrets(), ...suspects].some((secret) => text.includes(secret));

/** Makes the calls of a step's model, with its fallbacks where it has some. */
const modelCalls =
  (
    step: ModelsStep,
    second: ModelsStep | undefined,
    fallbackModels: readonly string[],
  ): Client["withModel"] =>
  async (model, purpose, call, paced) => {
    const hasFallbacks = second !== undefined || fallbackModels.length > 0;
    const leavesRefusals = paced !== undefined && !hasFallbacks;
    const { name, origin } = requireModel(step, model, purpose);
    if (!hasFallbacks) {
      const named = { ...step, ...paced, leavesRefusals, model: name, modelOrigin: origin };
      return pricedAnswer(named, name, await callSdk(named, name, (openai) => call(openai, name)));
    }
    const own = { ...step, ...paced, leavesRefusals };
    const other = second && { ...second, item: paced?.item };
    return callWithFallback(allCandidates(own, other, fallbackModels, model, purpose), call);
  };

/**
 * Makes the client of one step. The step's time budget begins to run.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createClient = (context: StepContext, options: ClientOptions): Client => {
  const first = createStep(context, options, options.connection);
  const other = createSecondStep(context, options, first);
  const step = hidingThoseOf(first, other);
  const second = other && hidingThoseOf(other, first);
  return {
    action: step.action,
    logger: step.logger,
    endpoint: step.endpoint,
    extraHeaderNames: Object.keys(step.credential.extraHeaders),
    observer: step.observer,
    signal: step.signal,
    warnings: step.warnings,
    usage: step.usage,
    redact: (text) => (holdsSecret(step, text) ? redactorFor(step.credential)(text) : text),
    remainingMs: () => (step.signal?.aborted ? 0 : step.deadlineMs - clock.now()),
    modelName: (model, purpose) => requireModel(step, model, purpose).name,
    quotaKey: (model, purpose) => quotaKey(step, requireModel(step, model, purpose).name),
    priceOf: (model) => priceOf(step.prices, [model]),
    withModel: modelCalls(step, second, options.fallbackModels ?? []),
    deployments: (model, purpose) =>
      deploymentsOf(allCandidates(step, second, options.fallbackModels ?? [], model, purpose)),
    withResource: (call) => callSdk(step, undefined, call),
    contentSafety: async () =>
      (await import("./createSafetyClient")).createSafetyClient(step, options.connection),
    json: (method, path, request) => sendJson(step, method, path, request),
    form: (path, fields, files) => sendForm(step, path, fields, files),
    bytes: (path) => receiveBytes(step, path),
    upload: (upload) => uploadFile(step, upload),
    readLines: (fileId, openTake) => readFileLines(step, fileId, openTake),
    firstLine: (fileId) => ifReadable(() => readFirstLine(step, fileId)),
    request: (request) =>
      send(step, {
        lengthBytes: (signal) => recordedLength(step, request.url, signal),
        ...request,
        route: rawRoute(step, request.method, request.url),
      }),
  };
};
