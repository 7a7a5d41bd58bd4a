import { type EnteredConnection, localConnection } from "../platform/connection";
import {
  type Environment,
  type EnvironmentConnection,
  environmentConnection,
  fallbackFromEnvironment,
} from "../platform/environmentConnection";
import { IncompleteConnectionError } from "../platform/usageError";
import type { RunRequest } from "./program";

/** The service that a run calls. */
interface Reached {
  /** By the key of the input that takes it. */
  connections: Record<string, EnteredConnection>;
  /** For people, without secrets. */
  description: string;
  /** True for a local endpoint that exists during this run. */
  isEmbedded: boolean;
  secrets: string[];
  /** The variable that each field of a form came from, by the field's label. */
  variables: Record<string, string>;
  close(): Promise<void>;
}

/** For an action without a connection. */
const nowhere: Reached = {
  connections: {},
  description: "none, nothing is called",
  isEmbedded: false,
  secrets: [],
  variables: {},
  close: async () => undefined,
};

/**
 * The service in the environment, with a fallback where the action has an input for one. Without one in the
 * environment, or with --local, a local endpoint is started.
 * @throws UsageError that names the variable which is missing or can't be used.
 */
export const reachService = async (
  { operation, settings }: Pick<RunRequest, "operation" | "settings">,
  environment: Environment = process.env,
): Promise<Reached> => {
  if (!operation.inputs.some(({ type }) => type === "connection")) return nowhere;
  const isLocal = settings.local === true;
  const found = isLocal ? undefined : described(environmentConnection, environment);
  const key = "fallbackConnection";
  const hasFallback = !isLocal && operation.inputs.some((input) => input.key === key);
  const fallback = hasFallback ? described(fallbackFromEnvironment, environment) : undefined;
  const reached = found === undefined ? await startEmbedded(isLocal) : reachedBy(found);
  if (fallback === undefined) return reached;
  return {
    ...reached,
    connections: { ...reached.connections, [key]: fallback },
    secrets: [...reached.secrets, ...fallback.secrets],
  };
};

const described = (
  read: (environment: Environment) => EnvironmentConnection | undefined,
  environment: Environment,
): EnvironmentConnection | undefined => {
  try {
    return read(environment);
  } catch (error) {
    throw error instanceof IncompleteConnectionError ? error.with({ hint: "Or add --local." }) : error;
  }
};

const reachedBy = (found: EnvironmentConnection): Reached => ({
  connections: { connection: found },
  description: found.description,
  isEmbedded: false,
  secrets: found.secrets,
  variables: found.variables,
  close: async () => undefined,
});

const startEmbedded = async (isAskedFor: boolean): Promise<Reached> => {
  const { startLocalEndpoint } = await import("../endpoint");
  const endpoint = await startLocalEndpoint();
  return {
    connections: { connection: localConnection(endpoint) },
    description: isAskedFor
      ? "the embedded local endpoint"
      : "the embedded local endpoint; set AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY for a real resource",
    isEmbedded: true,
    secrets: [endpoint.apiKey],
    variables: {},
    close: () => endpoint.close(),
  };
};
