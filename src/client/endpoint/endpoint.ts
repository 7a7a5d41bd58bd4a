import type { Cloud } from "./endpointHosts";
import type { Limits } from "./limits";

/** Where a service is. */
interface Place {
  /** Whose host it is: Azure's own, OpenAI's own, or any other (a gateway, or a server of one's own). */
  host: "azure" | "openai" | "other";
  /** Scheme, host and port; credentials go nowhere else. */
  origin: string;
  /** Where the operations are, without a slash at the end. */
  basePath: string;
  /** Origin and base path. */
  baseUrl: string;
}

/** A service that runs models. */
interface ModelsPlace extends Place {
  limits: Limits;
  /** The cloud that an Azure host belongs to; undefined where the host does not tell. */
  cloud?: Cloud;
  /** Path in front of `/openai` or `/v1`: a gateway's prefix, or "". */
  prefix: string;
  /** The deployment that a pasted target URI names. */
  deployment?: string;
  /** The operation that a pasted target URI ends in, such as /chat/completions. */
  operation?: string;
  /** The Foundry project that the pasted address names. */
  project?: string;
  /** The pasted address' other query parameters, sent with every call as they are spelled there. */
  query?: ReadonlyArray<readonly [name: string, spelledValue: string]>;
}

/** Azure's `/openai/v1`. */
interface V1Endpoint extends ModelsPlace {
  api: "v1";
  /** `preview`, where every call asks for it. */
  apiVersion?: string;
  /** True where previews are not asked for on a step's behalf: it asked for plain v1, or the path is a gateway's. */
  isWithoutPreview?: boolean;
  /** Where dated versions are spoken to; absent where every call goes below the base. */
  datedPath?: string;
}

/** Azure with a date as its version. */
interface DatedEndpoint extends ModelsPlace {
  api: "dated";
  apiVersion: string;
  /** What stands in front of a deployment's name; absent where the path of a call has no deployment in it. */
  deploymentsPath?: string;
  /** Where v1 is spoken to; absent where every call goes below the base. */
  v1Path?: string;
}

/** OpenAI, or a server that speaks like it. */
interface OpenAIEndpoint extends ModelsPlace {
  api: "openai";
  /** The organization that the form names. */
  organization?: string;
}

/** Azure Resource Manager, or a Foundry project: what a customer has there is listed. */
export interface ListsEndpoint extends Place {
  api: "management" | "project";
}

/** Where the calls of a model go, and how the service is spoken to. */
export type ModelsEndpoint = V1Endpoint | DatedEndpoint | OpenAIEndpoint;

/** Where a step's calls go. */
export type Endpoint = ModelsEndpoint | ListsEndpoint;

/** The newest dated api-version that is not a preview (the service's API reference). */
export const latestDatedVersion = "2024-10-21";
