import type { ModelsEndpoint } from "./endpoint";

/** How a service that runs models is addressed. */
export type Api = ModelsEndpoint["api"];

/** What the path of an endpoint says. */
export interface PathReading {
  /** The api, where the path shows it. */
  api?: Api;
  /** Path before the service's own path. */
  prefix: string;
  /** Paths of the operations, for v1 and for dated versions. */
  bases: Readonly<Record<"v1" | "dated", string>>;
  /** Path before a deployment's name, for dated versions; absent where paths name no deployment. */
  deploymentsPath?: string;
  deployment?: string;
  operation?: string;
  project?: string;
  /** True for a path of another API: its api-version is not used. */
  isOtherApi?: boolean;
  /** True for a path that is used as it was pasted: nothing of Azure's paths is added. */
  isAsPasted?: boolean;
}

/** What a pasted address says, apart from its path. */
export interface PathHints {
  url: URL;
  isOpenAIKey: boolean;
  /** True where the address or the form has a dated api-version. */
  isDated: boolean;
  /** True where the address itself has an api-version. */
  hasVersion: boolean;
}
