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
export const modelSettings = {
  maxOutputTokens: "100",
  reasoningEffort: "low",
  stop: ["END"],
  seed: "42",
  verbosity: "low",
  apiMode: "automatic",
  streamInternally: "false",
  adaptParameters: "true",
  extraParameters: '{"user": "customer-7"}',
};

/** Files with everything filled in; their bytes are text, as a builder may enter them. */
export const attachments = {
  files: ["data:text/csv,order%2Camount%0A17%2C20"],
  imageDetail: "low",
};

/** Answer Form with everything filled in. */
export const answerForm = { answerSchema: '{"city": "Arlington"}', answerFormat: "json_schema" };

/** Tools with all but a flow, which only an integration has. */
export const toolSettings = {
  tools: JSON.stringify([
    { name: "find_order", parameters: { type: "object", properties: { id: { type: "string" } } } },
  ]),
  toolFlow: "",
  toolChoice: "auto",
  parallelToolCalls: "false",
};

/** Hosted Tools with all but answers to approvals, which a conversation has to have. */
export const hostedTools = {
  webSearch: "true",
  searchDomains: ["example.com"],
  vectorStoreIds: ["vs_abc123"],
  mostFileResults: "10",
  codeInterpreter: "true",
  interpreterFileIds: ["file-abc123"],
  imageGeneration: "true",
  imageDeployment: "gpt-image-2",
  mcpServer: "https://mcp.example.com/mcp",
  mcpLabel: "orders",
  mcpAuthorization: "token-of-the-case",
  mcpTools: ["find_order"],
  mcpApproval: "never",
};

/** Response Settings with everything filled in. */
export const responseSettings = {
  temperature: "0.2",
  topP: "0.9",
  reasoningSummary: "auto",
  conversationId: "conv_abc123",
  store: "true",
  truncation: "auto",
  include: ["web_search_call.action.sources"],
  maxToolCalls: "10",
  serviceTier: "auto",
  metadata: [{ key: "order", value: "4711" }],
};

/** Bulk Options with everything filled in. */
export const bulkOptions = { concurrentRequests: "2", stopAfterFailures: "10", spread: "true" };

/** Output File with everything filled in. */
export const outputFile = { fileFormat: "spreadsheet", fileName: "reviews.csv" };

/** Budget and Tags with everything filled in, for a connection with or without prices. */
export const budget = {
  tokensPerRun: "1000000",
  costPerRun: "",
  tokensPerDay: "50000000",
  costPerDay: "",
  whenUnknown: "refuse",
  tags: [{ key: "plan", value: "gold" }],
};

/** Redaction with everything filled in. */
export const redact = {
  emailAddresses: "true",
  phoneNumbers: "true",
  paymentCards: "true",
  ibans: "true",
  machineAddresses: "true",
  names: ["Ada Lovelace"],
  patterns: ["CUST-\\d{6}"],
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
