import type { ModelsEndpoint } from "./endpoint";

/** How a service that runs models is spoken to. */
export type Api = ModelsEndpoint["api"];

/** What the path of an endpoint tells. */
export interface PathReading {
  /** The api, where it is plain from the path. */
  api?: Api;
  /** What stands before the service's own path. */
  prefix: string;
  /** Where the operations are, from the host on: with a date, and without one. */
  bases: Readonly<Record<"v1" | "dated", string>>;
  /** What stands in front of a deployment's name in a dated path; absent where calls have no deployment in it. */
  deploymentsPath?: string;
  deployment?: string;
  operation?: string;
  project?: string;
  /** True for a path of another API, whose versions mean nothing here. */
  isOtherApi?: boolean;
  /** True for a path that is called as it was pasted: nothing of Azure's is added to it. */
  isAsPasted?: boolean;
}

/** What a pasted address tells beside its path. */
export interface PathHints {
  url: URL;
  isOpenAIKey: boolean;
  /** True where the address or the form has an api-version with a date. */
  isDated: boolean;
  /** True where the address itself has an api-version. */
  hasVersion: boolean;
}
