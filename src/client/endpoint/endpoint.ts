import type { Tunnel } from "../network/tunnel";
import type { Cloud } from "./endpointHosts";
import type { Limits } from "./limits";

/** Where a service is. */
interface Place {
  /** The host's owner: Azure, OpenAI, or another (a gateway, or a self-hosted server). */
  host: "azure" | "openai" | "other";
  /** Scheme, host and port. Credentials are sent nowhere else. */
  origin: string;
  /** Path of the operations, without a slash at its end. */
  basePath: string;
  /** Origin and base path. */
  baseUrl: string;
  /** The tunnel of the platform's on-premises agent; absent where the service is reached directly. */
  tunnel?: Tunnel;
}

/** A service that runs models. */
interface ModelsPlace extends Place {
  limits: Limits;
  /** The cloud of an Azure host; undefined where the host does not show it. */
  cloud?: Cloud;
  /** Path before `/openai` or `/v1`: a gateway's prefix, or "". */
  prefix: string;
  /** The deployment in a pasted target URI. */
  deployment?: string;
  /** The operation at the end of a pasted target URI, such as /chat/completions. */
  operation?: string;
  /** The Foundry project in a pasted address. */
  project?: string;
  /** Other query parameters of the pasted address, sent with every call in the same spelling. */
  query?: ReadonlyArray<readonly [name: string, spelledValue: string]>;
}

/** Azure's `/openai/v1`. */
interface V1Endpoint extends ModelsPlace {
  api: "v1";
  /** `preview` where every call asks for it. */
  apiVersion?: string;
  /**
   * True where calls never ask for the preview by themselves: the step asked for plain v1, or the path is a gateway's.
   */
  isWithoutPreview?: boolean;
  /** Path of dated versions; absent where every call goes below the base. */
  datedPath?: string;
}

/** Azure with a dated api-version. */
interface DatedEndpoint extends ModelsPlace {
  api: "dated";
  apiVersion: string;
  /** Path before a deployment's name; absent where paths name no deployment. */
  deploymentsPath?: string;
  /** Path of v1; absent where every call goes below the base. */
  v1Path?: string;
}

/** OpenAI, or a server with the same API. */
interface OpenAIEndpoint extends ModelsPlace {
  api: "openai";
  /** The organization in the form. */
  organization?: string;
}

/** Azure Resource Manager, or a Foundry project: the customer's resources are listed there. */
export interface ListsEndpoint extends Place {
  api: "management" | "project";
}

/** Azure AI Content Safety, a resource of its own. */
export interface SafetyEndpoint extends Place {
  api: "safety";
}

/** Where the calls of models go, and by which api. */
export type ModelsEndpoint = V1Endpoint | DatedEndpoint | OpenAIEndpoint;

/** Where a step's calls go. */
export type Endpoint = ModelsEndpoint | ListsEndpoint | SafetyEndpoint;

/** The newest dated api-version that is not a preview (the service's API reference). */
export const latestDatedVersion = "2024-10-21";
