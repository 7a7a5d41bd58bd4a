import { v1Limits } from "../client/endpoint/limits";
import { defaultSubscriptionKeyHeader } from "../client/identity/gatewayKey";

/** Fields of every connection for what a gateway demands in addition to the credential. */
export const gatewayFields = {
  subscriptionKey: {
    label: "Subscription Key",
    type: "password",
    required: false,
    shown: true,
    comments:
      "The key that a gateway such as Azure API Management asks for beside the connection's own credential. Basic user:password for one with basic authentication.",
    placeholder: "Enter the gateway's key",
    example: "0123456789abcdef0123456789abcdef",
  },
  subscriptionKeyHeader: {
    label: "Subscription Key Header",
    type: "string",
    required: false,
    shown: true,
    default: defaultSubscriptionKeyHeader,
    comments: `The header in which the gateway takes Subscription Key: ${defaultSubscriptionKeyHeader} unless its API names another, often api-key; Authorization for Basic.`,
    placeholder: "Enter a header's name",
    example: "api-key",
  },
  extraHeaders: {
    label: { key: "Header", value: "Extra Headers" },
    type: "string",
    collection: "keyvaluelist",
    required: false,
    shown: true,
    comments: `Extra headers for every request, for a gateway that routes or bills by them. Azure takes ${v1Limits.customHeaders} custom headers at most.`,
    placeholder: "Enter a name and a value",
    example: "x-team: finance",
  },
  extraQuery: {
    label: { key: "Parameter", value: "Extra Query Parameters" },
    type: "string",
    collection: "keyvaluelist",
    required: false,
    shown: true,
    comments: "Extra query parameters for every request, for a gateway that asks for them.",
    placeholder: "Enter a parameter and a value",
    example: "tier: gold",
  },
} as const;
