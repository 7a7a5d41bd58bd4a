import type { Call } from "../call";
import { isStream } from "../network/body";
import { tunnelHostHeader } from "../network/tunnel";

/** Path and query of a call: the operation's parameters, then the connection's. */
export const wirePath = ({ request: { url }, step }: Call): string => {
  const { query } = step.credential;
  if (query.length === 0) return `${url.pathname}${url.search}`;
  const added = query
    .filter(([name]) => !url.searchParams.has(name))
    .map(([name, spelledValue]) => `${name}=${spelledValue}`);
  const whole = [url.search.slice(1), ...added].filter((part) => part !== "").join("&");
  return `${url.pathname}${whole && "?"}${whole}`;
};

/** The headers of an attempt. The credential is added here, so that no axios object ever has it. */
export const wireHeaders = ({ request, step, sentCredential }: Call): Record<string, string> => {
  const { headers, body, expects } = request;
  const host = tunnelHostHeader(step.endpoint.tunnel, request.url);
  return {
    ...(host !== undefined && { host }),
    "user-agent": "azure-openai-connector",
    ...step.credential.extraHeaders,
    ...headers,
    "accept-encoding": expects === "binary" ? "identity" : "gzip, deflate, br",
    ...(body !== undefined && {
      "content-length": String(isStream(body) ? body.lengthBytes : Buffer.byteLength(body)),
    }),
    ...sentCredential,
  };
};
