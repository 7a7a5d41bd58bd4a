import type { TriggerPayload } from "@prismatic-io/spectral";

/** Makes an example of the platform's payload with this body. Its other parts are the same in every example. */
export const examplePayload = (
  data: unknown,
  headers: Record<string, string> = {},
  rawBody = "",
): TriggerPayload => ({
  headers,
  queryParameters: {},
  rawBody: { data: rawBody, contentType: "application/json" },
  body: { data, contentType: "application/json" },
  pathFragment: "",
  webhookUrls: { "Flow 1": "https://hooks.example.com/trigger/example" },
  webhookApiKeys: { "Flow 1": [] },
  invokeUrl: "https://hooks.example.com/trigger/example",
  executionId: "example-execution",
  customer: { id: "example-customer", externalId: "customer-1", name: "Example Customer" },
  instance: { id: "example-instance", name: "Example Instance" },
  user: { id: "example-user", email: "user@example.com", name: "Example User", externalId: "user-1" },
  integration: {
    id: "example-integration",
    name: "Example Integration",
    versionSequenceId: "1",
    externalVersion: "1.0.0",
  },
  flow: { id: "example-flow", name: "Flow 1", stableId: "example-flow" },
  startedAt: "2026-11-21T09:00:00.000Z",
  globalDebug: false,
});
