import type { ResponseHeaders } from "./answer/headers";
import type { Logger } from "./call";
import { clock } from "./clock";
import { type ClientOptions, createStepTo, type StepContext } from "./createStep";
import { connectionKind } from "./endpoint/connectionKind";
import { AzureOpenAIError, addNote, connectionError, isOwnError } from "./errors/errors";
import { isTenantRefusal } from "./errors/managementCodes";
import { connectionCloud } from "./identity/cloud";
import { textField } from "./identity/connectionFields";
import type { ConnectionValue } from "./identity/credential";
import { servicePrincipalCredential } from "./identity/servicePrincipal";
import {
  type ListClient,
  type ListsStep,
  listClient,
  listsAt,
  listsUrl,
  plainCredential,
} from "./listClient";
import { credentialHeaders } from "./sending/credentialHeaders";
import { send } from "./sending/http";

/** What Azure Resource Manager answered. */
export interface ManagedAnswer {
  status: number;
  /** The JSON of the answer; undefined for an empty one. */
  value: unknown;
  /**
   * For a long-running operation, they say where and when to look for its state: `azure-asyncoperation`, `location`,
   * `retry-after`.
   */
  headers: ResponseHeaders;
}

/** A step's client of Azure Resource Manager. */
export interface ManagementClient extends ListClient {
  /** The label of the step's action, as errors and logs name it. */
  readonly action: string;
  readonly logger: Logger;
  /** Cancels the step. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds left of the step's time budget; 0 once it was cancelled. */
  remainingMs(): number;
  /**
   * Makes one call. The path and query are below Resource Manager's origin.
   * @param body - sent as JSON
   * @throws AzureOpenAIError or ConnectionError.
   */
  call(method: string, pathOrUrl: string, body?: unknown): Promise<ManagedAnswer>;
}

/** True for a connection that can acquire tokens for Azure Resource Manager. */
export const canManage = ({ key }: ConnectionValue): boolean =>
  connectionKind(key) === "entraServicePrincipal";

/** Where an answer says that it goes on. An address elsewhere would take the token along. */
const addressOf = (step: ListsStep, pathOrUrl: string): URL => {
  if (pathOrUrl.startsWith("/")) return listsUrl(step, pathOrUrl);
  const url = URL.canParse(pathOrUrl) ? new URL(pathOrUrl) : undefined;
  if (url?.origin === step.endpoint.origin) return url;
  throw new AzureOpenAIError(
    {
      what: `${step.action} was led to ${url ? url.origin : "what is no address"}, and the credential is sent to ${step.endpoint.origin} alone.`,
    },
    { kind: "unexpectedResponse", attempts: 0 },
  );
};

const callOnce = async (
  step: ListsStep,
  method: string,
  pathOrUrl: string,
  body: unknown,
): Promise<ManagedAnswer> => {
  const isSent = body !== undefined;
  const { status, json, headers } = await send(step, {
    method,
    url: addressOf(step, pathOrUrl),
    // What changes something is looked after by whoever asks for it: an answer that was lost tells nothing.
    route: { scope: "resource", repeatable: method === "GET", isPreview: false },
    headers: { accept: "application/json", ...(isSent && { "content-type": "application/json" }) },
    body: isSent ? JSON.stringify(body) : undefined,
    expects: "json",
    // A long-running operation may answer with headers alone.
    mayBeEmpty: true,
  });
  return { status, value: json?.value, headers };
};

/**
 * Makes calls again that were refused for want of a role, with a new token, of which a step gets one: a token that was
 * asked for before a role was given does not have it ("If access was recently granted, please refresh your
 * credentials"). Of calls under way together, each is made again.
 */
const freshTokenFor = (step: ListsStep): (<Result>(call: () => Promise<Result>) => Promise<Result>) => {
  let renewal: Promise<void> | undefined;
  let isRenewed = false;
  const renew = async (): Promise<void> => {
    step.credential.renew(await credentialHeaders(step));
    isRenewed = true;
  };
  return async (call) => {
    const hasNewToken = isRenewed;
    try {
      return await call();
    } catch (error) {
      if (hasNewToken || !isOwnError(error) || error.code !== "AuthorizationFailed") throw error;
      renewal ??= renew();
      await renewal;
      return call();
    }
  };
};

/** Adds to a refusal for which the tenant counts which one the connection signs in to. */
const namingTenant = async <Result>(
  connection: ConnectionValue,
  call: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    if (isOwnError(error) && isTenantRefusal(error))
      addNote(error, `The connection signs in to the tenant ${textField(connection, "tenantId")}.`);
    throw error;
  }
};

/** Keys and tokens for the models alone are of no use to Azure Resource Manager. */
const refuseOthers = ({ action, connection }: ClientOptions): void => {
  if (canManage(connection)) return;
  throw connectionError(connection, {
    what: `${action} asks Azure Resource Manager, which takes no credential of this connection.`,
    mend: "Choose a connection of the kind Microsoft Entra Service Principal.",
  });
};

/**
 * A way to Azure Resource Manager for a service principal, with a token for nothing else.
 * @throws ConnectionError that names the field which can't be used, or for any other kind of connection.
 */
export const createManagementClient = (context: StepContext, options: ClientOptions): ManagementClient => {
  refuseOthers(options);
  const step = createStepTo(context, options, options.connection, (own) => {
    const cloud = connectionCloud(options.connection, own);
    // A token for a Resource Manager that the form names is sent there alone.
    const scope = `${cloud.managementHost}/.default`;
    return {
      own,
      endpoint: listsAt("management", cloud.managementHost),
      credential: plainCredential(servicePrincipalCredential(options.connection, cloud, scope)),
    };
  });
  const withFreshToken = freshTokenFor(step);
  const made = <Result>(call: () => Promise<Result>): Promise<Result> =>
    namingTenant(options.connection, () => withFreshToken(call));
  const lists = listClient(step);
  return {
    endpoint: lists.endpoint,
    list: (pathWithQuery) => made(() => lists.list(pathWithQuery)),
    action: step.action,
    logger: step.logger,
    signal: step.signal,
    remainingMs: () => (step.signal?.aborted ? 0 : step.deadlineMs - clock.now()),
    call: (method, pathOrUrl, body) => made(() => callOnce(step, method, pathOrUrl, body)),
  };
};
