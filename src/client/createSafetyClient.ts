import { mapParts } from "../text/errorParts";
import type { ModelsStep, Step } from "./call";
import type { SafetyEndpoint } from "./endpoint/endpoint";
import { FieldError, refuseField } from "./endpoint/FieldError";
import type { Route } from "./endpoint/operations";
import { safetyEndpoint } from "./endpoint/safetyEndpoint";
import { connectionError } from "./errors/errors";
import { quotaKey } from "./fallback/quotaKey";
import { textField } from "./identity/connectionFields";
import type { ConnectionValue } from "./identity/credential";
import { enteredPasswords } from "./identity/passwordFields";
import { safetyCredential } from "./identity/safetyCredential";
import { plainCredential } from "./listClient";
import { createRedactor } from "./secrets/redaction";
import { send } from "./sending/http";

/** A step's way to Azure AI Content Safety. */
export interface SafetyClient {
  /** The key of its quota, which counts requests alone. */
  quotaKey: string;
  /**
   * Has a text or an image analyzed. A refusal for rate is left to the pacer.
   * @param item - place of the item in its run
   * @throws AzureOpenAIError or ConnectionError.
   */
  analyze(kind: "text" | "image", body: object, item: number): Promise<unknown>;
}

/** The newest version that is not a preview (the service's reference). */
const apiVersion = "2024-09-01";

const route: Route = {
  scope: "resource",
  repeatable: true,
  isPreview: false,
  answerField: "categoriesAnalysis",
  mayBeEmptyList: true,
};

const field = "Content Safety Endpoint";

const endpointOf = (connection: ConnectionValue): SafetyEndpoint | undefined => {
  const endpoint = safetyEndpoint(field, textField(connection, "contentSafetyEndpoint"));
  if (!endpoint && textField(connection, "contentSafetyKey") !== "")
    refuseField(field, "it is empty, and Content Safety Key is filled in.", "Enter both, or neither.");
  return endpoint;
};

/** The step with another place and credential: time, observer and warnings are the same. */
const stepTo = (step: ModelsStep, connection: ConnectionValue, endpoint: SafetyEndpoint): Step => {
  const { credential } = step;
  const own = plainCredential(safetyCredential(connection, step.endpoint, endpoint));
  // At the connection's own origin, it stands behind the same agent.
  const { origin, tunnel } = step.endpoint;
  return {
    ...step,
    endpoint: tunnel && origin === endpoint.origin ? { ...endpoint, tunnel } : endpoint,
    leavesRefusals: true,
    credential: {
      ...own,
      /** A getter, because the connection may acquire tokens while the step runs. */
      get suspects() {
        return [...new Set([...credential.secrets(), ...credential.suspects])];
      },
    },
  };
};

/**
 * Makes the client of the Content Safety resource that a step's connection names; undefined where it names none.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createSafetyClient = (
  step: ModelsStep,
  connection: ConnectionValue,
): SafetyClient | undefined => {
  try {
    const endpoint = endpointOf(connection);
    if (!endpoint) return undefined;
    const own = stepTo(step, connection, endpoint);
    return {
      quotaKey: quotaKey(own, ""),
      analyze: async (kind, body, item) => {
        const { json } = await send(
          { ...own, item },
          {
            method: "POST",
            url: new URL(`${endpoint.baseUrl}/${kind}:analyze?api-version=${apiVersion}`),
            route,
            headers: { accept: "application/json", "content-type": "application/json" },
            body: JSON.stringify(body),
            expects: "json",
          },
        );
        return json?.value;
      },
    };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw connectionError(connection, mapParts(error, createRedactor(enteredPasswords(connection))));
  }
};
