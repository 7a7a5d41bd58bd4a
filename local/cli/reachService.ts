import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { findCase } from "../cases/loadCase";
import type { Operation } from "../platform/component";
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
  const reached = found === undefined ? await startEmbedded(operation, isLocal) : reachedBy(found);
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

const startEmbedded = async ({ kind, key }: Operation, isAskedFor: boolean): Promise<Reached> => {
  const { needs } = findCase(kind === "action" ? "actions" : "dataSources", key) ?? {};
  const started = await (needs === "resourceManager" ? startManaged() : startEndpoint());
  const variables =
    needs === "resourceManager"
      ? "AZURE_OPENAI_ENDPOINT, AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET"
      : "AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY";
  return {
    ...started,
    description: `the embedded local endpoint${isAskedFor ? "" : `; set ${variables} for a real resource`}`,
    isEmbedded: true,
    variables: {},
  };
};

type Started = Pick<Reached, "connections" | "secrets" | "close">;

const startEndpoint = async (): Promise<Started> => {
  const { startLocalEndpoint } = await import("../endpoint");
  const endpoint = await startLocalEndpoint();
  const connections = { connection: localConnection(endpoint) };
  return { connections, secrets: [endpoint.apiKey], close: () => endpoint.close() };
};

/** Azure Resource Manager takes no keys: it comes with a service principal, over TLS that this process trusts. */
const startManaged = async (): Promise<Started> => {
  const { startCaseWorld } = await import("../cases/world");
  const world = await startCaseWorld();
  const former = getCACertificates("default");
  setDefaultCACertificates([...former, world.certificate]);
  const connection = world.connectionTo("entra", "resourceManager");
  return {
    connections: { connection },
    secrets: [String(connection.fields["clientSecret"])],
    close: async () => {
      setDefaultCACertificates(former);
      await world.close();
    },
  };
};
