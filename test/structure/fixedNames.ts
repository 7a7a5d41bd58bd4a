/** Labels by key. */
export type Labels = Readonly<Record<string, string>>;

/** A part of the connector whose key and inputs are in use, and so are never renamed or removed. */
export interface FixedPart {
  label: string;
  inputs: Labels;
}

const connection = { connection: "Connection" };
const model = { model: "Model / Deployment Name" };

/** The members of the group Request Options. */
export const fixedRequestOptions = [
  "timeout",
  "totalTimeout",
  "maxRetries",
  "retryDelayMS",
  "useExponentialBackoff",
  "retryAllErrors",
];

/** The key of the component itself. */
export const fixedComponentKey = "azure-openai";

/** The first actions. A key is the identity of every step that uses it: keys are for ever. */
export const fixedActions: Readonly<Record<string, FixedPart>> = {
  createChatCompletion: {
    label: "Create Chat Completion",
    inputs: {
      ...connection,
      ...model,
      messages: "Messages (JSON)",
      temperature: "Temperature",
      topP: "top_p",
      numChoices: "Number of choices",
    },
  },
  createImage: {
    label: "Create Image",
    inputs: {
      ...connection,
      ...model,
      prompt: "Prompt",
      numImages: "Number of Images",
      imageSize: "Image Size",
    },
  },
  createCompletions: {
    label: "Create Multiple Chat Completion",
    inputs: { ...connection, ...model, messages: "Messages" },
  },
  rawRequest: {
    label: "Raw Request",
    inputs: {
      ...connection,
      url: "URL",
      method: "Method",
      data: "Data",
      formData: "Form Data",
      fileData: "File Data",
      fileDataFileNames: "File Data File Names",
      queryParams: "Query Parameters",
      headers: "Headers",
      responseType: "Response Type",
      timeout: "Timeout",
      debugRequest: "Debug Request",
      retryDelayMS: "Retry Delay (ms)",
      retryAllErrors: "Retry On All Errors",
      maxRetries: "Max Retry Count",
      useExponentialBackoff: "Use Exponential Backoff",
    },
  },
  summarizeText: {
    label: "Summarize Text",
    inputs: { ...connection, ...model, textToSummarize: "Text to Summarize" },
  },
};

/** What the later of the first actions are called. */
export const fixedLabels: Labels = {
  createBatch: "Create Batch",
  createBatchFromFile: "Create Batch from File",
  getBatch: "Get Batch",
  listBatches: "List Batches",
  cancelBatch: "Cancel Batch",
  getBatchResults: "Get Batch Results",
  uploadFile: "Upload File",
  listFiles: "List Files",
  getFile: "Get File",
  downloadFile: "Download File",
  deleteFile: "Delete File",
  diagnoseConnection: "Diagnose Connection",
  enrichRecords: "Enrich Records",
  evaluateRecords: "Evaluate Records",
  compareRecords: "Compare Records",
};

/** The first connections. */
export const fixedConnections: Readonly<Record<string, FixedPart>> = {
  apiKey: {
    label: "API Key",
    inputs: {
      apiKey: "API Key",
      endpoint: "Endpoint",
      organization: "Organization",
      isOpenAIKey: "Is OpenAI Key",
      apiVersion: "API Version",
    },
  },
  entraServicePrincipal: {
    label: "Microsoft Entra Service Principal",
    inputs: {
      tenantId: "Tenant ID",
      clientId: "Client ID",
      clientSecret: "Client Secret",
      endpoint: "Endpoint",
      apiVersion: "API Version",
      authorityHost: "Authority Host",
    },
  },
};

/** Data sources are named by configuration variables, so that their keys stay as well. */
export const fixedDataSources: Readonly<Record<string, FixedPart>> = {
  selectModel: { label: "Select Model", inputs: connection },
};

/** The first triggers. What a flow keeps between two runs stands under names of theirs as well. */
export const fixedTriggers: Readonly<Record<string, FixedPart>> = {
  batchFinished: {
    label: "Batch Finished",
    inputs: {
      ...connection,
      statuses: "Statuses",
      includeEarlier: "Include Earlier Batches",
      requestOptions: "Request Options",
    },
  },
  webhook: {
    label: "Webhook",
    inputs: {
      ...connection,
      signingSecret: "Signing Secret",
      eventTypes: "Event Types",
      requestOptions: "Request Options",
    },
  },
};
