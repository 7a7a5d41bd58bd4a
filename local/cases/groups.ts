/** Request Options with everything filled in. */
export const requestOptions = {
  timeout: "60000",
  totalTimeout: "600000",
  maxRetries: "2",
  retryDelayMS: "250",
  useExponentialBackoff: "true",
  retryAllErrors: "true",
};

/** Model Settings with everything filled in. */
export const modelSettings = { maxOutputTokens: "100", reasoningEffort: "low", stop: ["END"], seed: "42" };

/** Bulk Options with everything filled in. */
export const bulkOptions = { concurrentRequests: "2", stopAfterFailures: "10" };

/** Budget and Tags with everything filled in, for a connection with or without prices. */
export const budget = {
  tokensPerRun: "1000000",
  costPerRun: "",
  tokensPerDay: "50000000",
  costPerDay: "",
  whenUnknown: "refuse",
  tags: [{ key: "plan", value: "gold" }],
};

/** Prices of a million tokens. */
export const prices = { inputPrice: "2.50", cachedInputPrice: "0.25", outputPrice: "15" };

/** Deployments and a connection to call when the first deployment can't answer. */
export const fallbacks = { fallbackModels: ["gpt-5.4-mini"], fallbackConnection: "Another connection" };

/** Where the deployments of a resource are listed. */
export const resource = {
  subscriptionId: "00000000-0000-0000-0000-000000000000",
  resourceGroup: "my-resource-group",
  accountName: "my-resource",
};
