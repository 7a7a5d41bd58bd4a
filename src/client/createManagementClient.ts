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

/** What Azure Resource Manager answered. */
interface ManagedAnswer {
  status: number;
  /** The JSON of the answer; undefined for an empty one. */
  value: unknown;
  /** Where an operation that goes on is asked after, and when: `azure-asyncoperation`, `location`, `retry-after`. */
  headers: ResponseHeaders;
}

/** A step's way to Azure Resource Manager. */
export interface ManagementClient extends ListClient {
  /** The label of the step's action, as errors and logs name it. */
  readonly action: string;
  readonly logger: Logger;
  /** Ends the step before its time. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds left of the step's time budget; 0 once it was cancelled. */
  remainingMs(): number;
  /**
   * Makes one call, by the path and query below Resource Manager, or by an address there.
   * @param body - sent as JSON
   * @throws AzureOpenAIError or ConnectionError, also for an address at another origin.
   */
  call(method: string, pathWithQuery: string, body?: unknown): Promise<ManagedAnswer>;
}

/** True for a connection whose identity can ask for tokens of Azure Resource Manager. */
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
    // An operation that goes on may say all of it in its headers.
    mayBeEmpty: true,
  });
  return { status, value: json?.value, headers };
};

/**
 * A way to Azure Resource Manager for a service principal, with a token for nothing else.
 * @throws ConnectionError that names the field which can't be used.
 */
export const createManagementClient = (context: StepContext, options: ClientOptions): ManagementClient => {
  const step = createStepTo(context, options, options.connection, (own) => {
    const cloud = connectionCloud(options.connection, own);
    // A token for an address of the form's own is good for that address alone.
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
