/** The Azure clouds that have Azure OpenAI. */
export type CloudName = "public" | "usGovernment" | "china";

/** Whom tokens are for in a cloud. */
interface CloudAudiences {
  /** Accepted by a resource's own routes. */
  resource: readonly string[];
  /** Accepted by the routes of a Foundry project. */
  project: readonly string[];
  management: string;
}

/** The audiences of each cloud. */
export const cloudAudiences: Readonly<Record<CloudName, CloudAudiences>> = {
  public: {
    resource: ["https://cognitiveservices.azure.com", "https://ai.azure.com"],
    project: ["https://ai.azure.com"],
    management: "https://management.azure.com",
  },
  usGovernment: {
    resource: ["https://cognitiveservices.azure.us"],
    project: ["https://cognitiveservices.azure.us"],
    management: "https://management.usgovcloudapi.net",
  },
  china: {
    resource: ["https://cognitiveservices.azure.cn"],
    project: ["https://cognitiveservices.azure.cn"],
    management: "https://management.chinacloudapi.cn",
  },
};

/** Every resource that a tenant of any cloud knows. */
export const wellKnownResources = Object.values(cloudAudiences).flatMap(({ resource, management }) => [
  ...resource,
  management,
]);
