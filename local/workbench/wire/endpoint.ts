/** A wait that differs from request to request. */
interface LatencyRange {
  fromMs: number;
  toMs: number;
}

/** What the local endpoint allows in a minute; nothing is limited that has no number. */
export interface EndpointQuota {
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  headers?: "azure" | "openai" | "retryAfterOnly" | "none";
}

/** How the controls of the local endpoint stand. */
export interface EndpointSettings {
  /** The wait before each answer; null where something else than a setting gives it. */
  latencyMs: number | LatencyRange | null;
  quota: EndpointQuota;
  /** What is left of each limit now. */
  quotaLeft: Array<{ name: "requests" | "tokens"; perMinute: number; remaining: number; resetMs: number }>;
  /** The share of prompts that the content filter refuses, from 0 to 1, and how many of the next ones. */
  contentFilter: { share: number; seed: number; next: number };
  /** The day on which a model or deployment ends, by its name. */
  retirements: Record<string, string>;
}

/** Local services that faults can be set for. */
export const faultServers = ["endpoint", "resourceManager", "contentSafety"] as const;
/** One of them. */
export type FaultServer = (typeof faultServers)[number];

/** A fault that waits for its requests, with the facts of its kind. */
export interface SetFault extends Record<string, unknown> {
  server: FaultServer;
  /** Names it among the faults of its server. */
  number: number;
  kind: string;
  /** How many requests it still spoils. */
  remaining: number;
  match?: { method?: string; path?: string; pattern?: string };
  isServed?: boolean;
}

/** Everything about the local endpoint but its requests. */
export interface EndpointView {
  settings: EndpointSettings;
  /** In the order in which they are tried. */
  faults: SetFault[];
  /** What applies now. */
  sentence: string;
  /** Models and deployments that can be retired. */
  names: string[];
  /** Where the local services listen. */
  addresses: Array<{ label: string; url: string }>;
}
