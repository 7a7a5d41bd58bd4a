import type { ResponseHeaders } from "./answer/headers";
import type { Logger } from "./call";
import { clock } from "./clock";
import { type ClientOptions, createStepTo, type StepContext } from "./createStep";
import { connectionCloud } from "./identity/cloud";
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
import { send } from "./sending/http";

/** An answer of Azure Resource Manager. */
interface ManagedAnswer {
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
  call(method: string, pathWithQuery: string, body?: unknown): Promise<ManagedAnswer>;
}

/** True for a connection that can acquire tokens for Azure Resource Manager. */
export const canManage = ({ key }: ConnectionValue): boolean => key === "entraServicePrincipal";

const callOnce = async (
  step: ListsStep,
  method: string,
  pathWithQuery: string,
  body: unknown,
): Promise<ManagedAnswer> => {
  const isSent = body !== undefined;
  const { status, json, headers } = await send(step, {
    method,
    url: listsUrl(step, pathWithQuery),
    route: { scope: "resource", repeatable: method === "GET" || method === "DELETE", isPreview: false },
    headers: { accept: "application/json", ...(isSent && { "content-type": "application/json" }) },
    body: isSent ? JSON.stringify(body) : undefined,
    expects: "json",
    // A long-running operation may answer with headers alone.
    mayBeEmpty: true,
  });
  return { status, value: json?.value, headers };
};

/**
 * Makes the client of Azure Resource Manager for a service principal.
 * @throws ConnectionError that names the field which can't be used.
 */
export const createManagementClient = (context: StepContext, options: ClientOptions): ManagementClient => {
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
  return {
    ...listClient(step),
    action: step.action,
    logger: step.logger,
    signal: step.signal,
    remainingMs: () => (step.signal?.aborted ? 0 : step.deadlineMs - clock.now()),
    call: (method, pathWithQuery, body) => callOnce(step, method, pathWithQuery, body),
  };
};
